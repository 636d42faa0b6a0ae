"""T2: a file says the time the screen says."""

import re

from tests.audits.conftest import enter
from tests.factories import make_minor, make_officer, make_person
from tests.permissions.produced import rows_of

TIME = re.compile(r"\d\d/\d\d/\d{4} \d\d:\d\d")


def test_the_log_as_a_file_tells_the_times_of_the_page(browser):
    child = make_minor()
    enter(browser, make_officer(child.unit)).speak("en").get(f"/members/{child.id}/guardian")
    enter(browser, make_person()).get(f"/members/{child.id}/guardian")
    enter(browser, make_officer(child.unit))
    page = browser.get("/audit?outcome=refused").text
    shown = TIME.findall(page.split("<main", 1)[1])
    query = "?outcome=refused"
    text = browser.get(f"/audit/export/csv{query}").data.decode("utf-8-sig")
    sheet = rows_of(browser.get(f"/audit/export/xlsx{query}").data, "xlsx")
    assert shown
    assert TIME.findall(text) == shown
    assert [row[0] for row in sheet if TIME.fullmatch(str(row[0]))] == shown
