"""A contest that is announced after its opening opens then, and says so before."""

from mentorhub.contests.models import ContestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from tests.contests.organisers import make_organiser
from tests.factories import make_contest


def test_an_opening_that_has_passed_is_told_and_becomes_now(browser):
    organiser = make_organiser()
    contest = make_contest(organiser, state=ContestState.DRAFT, opened_days_ago=1)
    db.session.commit()
    page = browser.sign_in(organiser).get(f"/contests/{contest.id}/announcement").text
    assert "Công bố và mở nhận bài ngay" in page
    before = now()
    assert browser.post(f"/contests/{contest.id}/announcement").status_code == 302
    assert before <= contest.opens_at <= now()
