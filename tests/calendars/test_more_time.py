"""A team with more time is reminded of its own deadline; whoever was excluded hears nothing."""

from datetime import timedelta

import pytest

from mentorhub.calendars import queries
from mentorhub.calendars.domain import Kind
from mentorhub.calendars.notices import AUDIENCES
from mentorhub.entries.models import EntryState
from mentorhub.platform.db import db
from tests.calendars.test_calendars import HOUR, draft, extended, remind_at, reminders
from tests.eligibility.conftest import sent
from tests.factories import make_contest

DAYS = 24 * HOUR


@pytest.fixture
def contest(app):
    return make_contest(opened_days_ago=20, days_left=10)


def given_time(entry, until):
    entry.extended_until = until
    db.session.flush()
    return entry


def test_a_team_with_more_time_is_reminded_before_its_own_deadline(contest):
    general = contest.closes_at
    own = general + 20 * DAYS
    entry, other = given_time(draft(contest), own), draft(contest)
    for hours in (160, 20, 2):
        remind_at(general - hours * HOUR)
    assert {told.subject_id for told in reminders()} == {other.id}
    assert len(remind_at(general + HOUR)) == 3  # nothing more after the deadline of all
    for hours, told in ((160, 4), (159, 4), (20, 5), (2, 6)):
        assert len(remind_at(own - hours * HOUR)) == told, hours
    assert len(remind_at(own)) == 6
    mine = reminders()[3:]
    assert {told.subject_id for told in mine} == {entry.id}
    assert {told.facts["until_at"] for told in mine} == {own.isoformat()}


def test_ones_own_dates_hold_the_deadline_of_ones_own_team(contest):
    entry, other = draft(contest), draft(contest)
    before = closing(entry)
    given_time(entry, contest.closes_at + 3 * DAYS)
    after = closing(entry)
    assert (before.at, after.at) == (contest.closes_at, contest.closes_at + 3 * DAYS)
    assert after.key == before.key  # the same event, moved
    assert after.sequence > before.sequence
    assert closing(other).at == contest.closes_at


def closing(entry):
    dates = queries.of_person(entry.team.owner)
    return next(one for one in dates if one.kind is Kind.CLOSES)


def test_more_time_given_after_a_reminder_is_reminded_of_anew(contest):
    general, entry = contest.closes_at, draft(contest)
    assert len(remind_at(general - 2 * HOUR)) == 1
    given_time(entry, general + 2 * HOUR)
    assert [told.facts["until_at"] for told in remind_at(general)] == [
        general.isoformat(),
        (general + timedelta(hours=2)).isoformat(),
    ]


def test_a_deadline_later_for_everybody_counts_for_a_team_with_more_time_too(contest):
    entry = given_time(draft(contest), contest.closes_at + HOUR)
    extended(contest, contest.closes_at + 3 * DAYS)
    [told] = remind_at(contest.closes_at - 2 * HOUR)
    assert told.subject_id == entry.id
    assert told.facts["until_at"] == contest.closes_at.isoformat()


def test_an_excluded_entry_hears_nothing(contest):
    entry = given_time(sent(contest), contest.closes_at + HOUR)
    entry.state = EntryState.DISQUALIFIED
    db.session.flush()
    assert remind_at(contest.closes_at - 2 * HOUR) == []
    entry.state = EntryState.DRAFT
    db.session.flush()
    [told] = remind_at(contest.closes_at - HOUR)
    entry.state = EntryState.DISQUALIFIED  # after it was planned, before it is told
    assert list(AUDIENCES["entry.deadline_near"](told)) == []
