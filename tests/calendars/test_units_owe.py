"""A contest that wants so many entries of each unit: officers hear in time what is missing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.calendars import actions
from mentorhub.calendars.notices import AUDIENCES
from mentorhub.entries.models import EntryState
from mentorhub.entries.queries import units_short
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.eligibility.conftest import sent
from tests.factories import make_contest, make_officer, make_person, make_province, make_unit
from tests.judging.conftest import CommittingBrowser

DAY = timedelta(days=1)


@pytest.fixture
def browser(app):
    return CommittingBrowser(app)


@pytest.fixture
def contest(app):
    return make_contest(unit=make_province(), opened_days_ago=20, days_left=10, unit_min=2)


def told_at(moment):
    with as_of(moment):
        actions.remind_units()
        db.session.flush()
    rows = select(Activity).where(Activity.verb == "contest.entries_missing")
    return {one.subject_id: one for one in db.session.scalars(rows)}


def hears(told):
    return list(AUDIENCES["contest.entries_missing"](told))


def test_the_officers_of_a_unit_hear_once_how_many_entries_are_missing(contest):
    few, enough, none = make_unit(), make_unit(), make_unit()
    officer = make_officer(unit=few)
    make_officer(unit=make_province())
    sent(contest, unit=few)
    sent(contest, unit=make_unit(parent=enough))  # its branch counts with it
    sent(contest, unit=enough)
    assert told_at(contest.closes_at - 8 * DAY) == {}
    told = told_at(contest.closes_at - 6 * DAY)
    assert {few.id, none.id} <= told.keys()
    assert enough.id not in told
    assert told[few.id].facts["missing"] == 1
    assert told[none.id].facts["missing"] == 2
    assert hears(told[few.id]) == [officer]  # not whoever stands above the unit
    assert len(told_at(contest.closes_at - DAY)) == len(told)


def test_a_unit_that_sent_meanwhile_hears_nothing(contest):
    commune = make_unit()
    officer = make_officer(unit=commune)
    sent(contest, unit=commune)
    told = told_at(contest.closes_at - DAY)[commune.id]
    assert hears(told) == [officer]
    second = sent(contest, unit=commune)
    assert hears(told) == []
    second.state = EntryState.WITHDRAWN
    db.session.flush()
    assert hears(told) == [officer]


def test_another_deadline_is_told_anew_and_a_past_one_not_at_all(contest):
    commune = make_unit()
    before = len(told_at(contest.closes_at - DAY))
    contest.closes_at += 9 * DAY
    db.session.flush()
    with as_of(contest.closes_at - DAY):
        actions.remind_units()
    again = select(Activity).where(Activity.subject_id == commune.id)
    assert len(db.session.scalars(again).all()) == 2
    assert len(told_at(contest.closes_at + DAY)) == before


def test_no_quota_no_reminder(app):
    contest = make_contest(unit=make_province(), opened_days_ago=20, days_left=10)
    make_unit()
    assert units_short(contest) == []
    assert told_at(contest.closes_at - DAY) == {}


def test_the_desk_of_an_officer_says_what_their_own_unit_owes(browser, contest):
    commune, other = make_unit(), make_unit()
    sent(contest, unit=commune)
    sent(contest, unit=other)
    sent(contest, unit=other)
    browser.sign_in(make_officer(unit=commune)).speak("en")
    desk = browser.get("/dashboard").text
    assert "1 entry is missing" in desk
    assert f"/contests/{contest.id}" in desk
    for someone in (make_officer(unit=other), make_officer(unit=make_province()), make_person()):
        browser.sign_out().sign_in(someone).speak("en")
        assert "missing" not in browser.get("/dashboard").text
    browser.sign_out().sign_in(make_officer(unit=commune)).speak("en")
    contest.closes_at = now() - DAY
    assert "missing" not in browser.get("/dashboard").text
