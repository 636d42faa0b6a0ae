"""Before the deadline a team also hears of changes it made after sending and never sent."""

from mentorhub.activity.models import Activity
from mentorhub.calendars.notices import AUDIENCES
from mentorhub.entries import actions as entries
from mentorhub.platform.clock import as_of, now
from mentorhub.platform.db import db
from tests.calendars.test_calendars import HOUR, remind_at
from tests.entries.cast import draft
from tests.factories import make_contest, make_person, make_team

CHANGES = "entry.changes_wait"


def in_and_changed(contest, **words):
    """An entry that was sent, and what its team has written since."""
    entry = draft(make_team(make_person()), contest=contest)
    entry.created_at = contest.opens_at
    entries.submit(entry, by=entry.team.owner, at=now())
    entry.unsent = {**entries.content_of(entry), **words} if words else None
    db.session.flush()
    return entry


def told():
    return db.session.query(Activity).filter_by(verb=CHANGES).order_by(Activity.id).all()


def test_changes_that_were_never_sent_are_told_before_the_deadline_each_time_once(app):
    contest = make_contest(opened_days_ago=20, days_left=10)
    entry = in_and_changed(contest, title="Tên mới")
    in_and_changed(contest)
    in_and_changed(contest, title=entry.title)  # typed, and the same again
    for hours, number in ((200, 0), (168, 1), (167, 1), (24, 2), (3, 3), (1, 3)):
        assert remind_at(contest.closes_at - hours * HOUR) == []  # nobody has a draft
        assert [one.subject_id for one in told()] == [entry.id] * number, hours
    with as_of(contest.closes_at - HOUR):
        assert list(AUDIENCES[CHANGES](told()[0])) == [entry.team.owner]


def test_who_sent_them_meanwhile_or_took_the_entry_back_hears_nothing(app):
    contest = make_contest(opened_days_ago=20, days_left=10)
    entry, other = (in_and_changed(contest, title="Tên mới") for _ in range(2))
    remind_at(contest.closes_at - 20 * HOUR)
    assert len(told()) == 2
    entries.submit(entry, by=entry.team.owner, at=now())
    entries.withdraw(other, by=other.team.owner)
    db.session.flush()
    assert [list(AUDIENCES[CHANGES](one)) for one in told()] == [[], []]
    remind_at(contest.closes_at - 2 * HOUR)
    assert len(told()) == 2
