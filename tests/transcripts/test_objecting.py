"""What a juror objects to is on the screen again, and says so to everybody."""

from mentorhub.judging.models import CardState
from mentorhub.platform.db import db
from mentorhub.transcripts import actions
from tests.factories import make_person
from tests.transcripts.conftest import as_, listed


def test_the_juror_objects_and_the_sheet_is_open_again(browser, hall):
    hall.typed("25.5", "8").confirmed("25.5", "8")
    as_(browser, hall.juror.person)
    path = f"/judging/cards/{hall.card.id}/objection"
    assert path in browser.get(f"/judging/cards/{hall.card.id}").text
    assert browser.post(path, reason="Sai").status_code == 422
    assert browser.post(path, reason="Tiêu chí 1 tôi viết 15,5").status_code == 303
    assert hall.held().state is CardState.STARTED
    said = browser.get(f"/judging/cards/{hall.card.id}").text
    assert ("Opened again by you:" in said, "by an organiser" in said) == (True, False)
    assert browser.post(path, reason="Tiêu chí 1 tôi viết 15,5").status_code == 409
    assert as_(browser, make_person()).get(path).status_code == 404


def test_paper_that_was_objected_to_no_longer_says_that_it_counts(browser, hall):
    hall.typed("25.5", "8").confirmed("25.5", "8")
    as_(browser, hall.organiser)
    assert "Opened again since" not in browser.get(listed(hall)).text
    actions.object_to(hall.held(), reason="Tiêu chí 1 tôi viết 15,5", by=hall.juror.person)
    db.session.commit()
    assert "Opened again since" in browser.get(listed(hall)).text
    page = browser.get(f"/paper-sheets/{hall.paper.id}").text
    assert "its juror marks it on the screen now" in page
    assert "Only the juror sees the points" not in page
