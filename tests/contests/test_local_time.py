"""T1: “31 May 23:59” is one instant, whatever the clocks of servers and browsers are set to."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from mentorhub.contests import actions
from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.models import Contest, ContestState
from mentorhub.judging.actions import invite
from mentorhub.platform.db import db
from tests.attacks.pages_with_forms import forms_on
from tests.contests.organisers import make_organiser
from tests.contests.typed import typed
from tests.factories import make_contest, make_person, make_province

TYPED = "2027-05-31T23:59"
MEANT = datetime(2027, 5, 31, 16, 59, tzinfo=UTC)
ZONES = ("Asia/Ho_Chi_Minh", "UTC", "America/Los_Angeles", "Pacific/Kiritimati", "Europe/Paris")
TOLD = "Thứ Hai 31/05/2027 23:59, giờ Việt Nam (UTC+7)"


@pytest.fixture(params=ZONES)
def zone(request, monkeypatch):
    """The zone the machine of the server, and of whoever types, is set to."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_a_deadline_is_kept_shown_and_enforced_as_it_was_typed(browser, zone):
    browser.sign_in(make_organiser())
    browser.post("/contests/new/empty", **typed(make_province(), closes_at=TYPED))
    contest = db.session.scalars(select(Contest)).one()
    address = f"/contests/{contest.id}"
    assert contest.closes_at == MEANT
    assert f'value="{TYPED}"' in browser.get(f"{address}/terms").text
    contest.state = ContestState.ANNOUNCED
    db.session.flush()
    browser.sign_out()
    page = browser.get(address).text
    assert TOLD in page
    assert f'datetime="{MEANT.isoformat()}"' in page
    before = MEANT - timedelta(microseconds=1)
    deadline = contest.deadline
    assert deadline.standing(before) is Standing.IN_TIME
    assert deadline.standing(MEANT) is not Standing.IN_TIME


def test_saving_the_page_again_moves_it_by_no_second(browser, zone):
    browser.sign_in(make_organiser())
    browser.post("/contests/new/empty", **typed(make_province(), closes_at=TYPED))
    contest = db.session.scalars(select(Contest)).one()
    terms = f"/contests/{contest.id}/terms"
    for _ in range(3):
        [sheet] = forms_on(browser.get(terms).text, terms)
        assert ("closes_at", TYPED) in sheet.filled
        assert browser.submit(terms, **dict(sheet.filled)).status_code == 302
        db.session.expire_all()
        assert (contest.closes_at, contest.deadline_version) == (MEANT, 1)


def test_every_page_that_tells_the_deadline_tells_its_zone(browser):
    """Of a date without a zone nobody away from Việt Nam knows which moment is meant."""
    organiser, guest = make_organiser(), make_person()
    contest = make_contest(organiser, closes_at=MEANT)
    day_more = MEANT + timedelta(days=1)
    actions.propose_deadline(contest, closes_at=day_more, reason="Lũ", by=organiser)
    token = invite(contest, label="Thầy Lâm", address="", by=organiser)
    address, later = f"/contests/{contest.id}", TOLD.replace("Hai 31/05", "Ba 01/06")
    pages = {
        (guest, "/contests"): [TOLD],
        (organiser, f"{address}/prepare"): [TOLD],
        (organiser, f"{address}/extension"): [TOLD, later],
        (organiser, "/dashboard"): [TOLD],
        (guest, f"/jury/{token}"): [TOLD],
    }
    for (person, path), told in pages.items():
        browser.sign_in(person)
        db.session.commit()
        page = browser.get(path).text
        assert [one for one in told if one not in page] == [], path
        bare = page.replace(TOLD, "").replace(later, "")
        assert "31/05/2027 23:59" not in bare, path
