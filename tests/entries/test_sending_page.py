"""The page that sends an entry offers it only where nothing is missing, and names what is."""

from mentorhub.platform.db import Translated, db
from tests.entries.cast import Cast, draft, typed
from tests.questions.test_building import ask

BUTTON = '<button class="btn">Nộp bài</button>'


def test_what_is_missing_is_named_with_links_and_nothing_is_offered_to_send(browser):
    entry = draft()
    browser.sign_in(entry.team.owner)
    address = f"/entries/{entry.id}"
    question = ask(entry.contest, is_required=True, label=Translated(vi="Tên ấp"))
    entry.solution = ""
    db.session.commit()
    page = browser.get(f"{address}/submission").text
    assert f'href="{address}/edit#solution"' in page
    assert f'href="{address}/edit#q_{question.key}">Tên ấp</a>' in page
    assert f'href="{address}/edit#problem"' not in page
    assert BUTTON not in page
    refused = browser.post(f"{address}/submission")  # from a page that was opened before
    assert refused.status_code == 409
    assert BUTTON not in refused.text
    browser.post(f"{address}/edit", **typed(entry), **{f"q_{question.key}": "Vĩnh Trung"})
    page = browser.get(f"{address}/submission").text
    assert BUTTON in page
    assert "/edit#" not in page


def test_of_an_entry_already_sent_the_writing_page_says_what_stands(browser):
    unsent, sent = draft(), Cast().entry
    told = "Bản đã nộp vẫn giữ nguyên"
    for entry, stands in ((unsent, False), (sent, True)):
        browser.sign_in(entry.team.owner)
        page = browser.get(f"/entries/{entry.id}/edit").text
        assert (told in page) is stands
        assert ("chưa gửi gì cả" in page) is not stands
