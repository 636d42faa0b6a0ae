"""Make and end the secret address of somebody's dates; remind teams and units of what is due."""

import hashlib
import secrets

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.calendars import queries
from mentorhub.calendars.domain import BEFORE_MORE, due
from mentorhub.calendars.models import Feed, Reminder, UnitReminder
from mentorhub.entries.actions import waits_to_be_sent
from mentorhub.entries.queries import units_short
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db, lock


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def open_feed(person: Person) -> str:
    """The word of a new address, shown once; an older one leads nowhere from now on."""
    end_feed(person)
    token = secrets.token_urlsafe(32)
    db.session.add(Feed(person_id=person.id, token_digest=digest_of(token)))
    return token


def end_feed(person: Person) -> None:
    """A second click changes nothing."""
    lock(person)
    if feed := queries.feed_of(person):
        feed.ended_at = now()
        db.session.flush()


def behind(token: str) -> Feed | None:
    return queries.feed_behind(digest_of(token))


def remind() -> None:
    """Each team once before each deadline, however often this runs; a moved one counts anew.

    A team with more time hears of its own deadline alone, and one whose entry is in of what it
    changed since.
    """
    moment = now()
    for entry in queries.not_sent(moment):
        contest, closes_at = entry.contest, entry.deadline.closes_at
        if not entry.is_draft and not waits_to_be_sent(entry, moment):
            continue
        hours = due(closes_at=closes_at, begun_at=entry.created_at, moment=moment)
        row = {"entry_id": entry.id, "hours": hours, "closes_at": closes_at, "at": moment}
        if hours is None or not add_once(Reminder, **row):
            continue
        told = {"contest": dict(contest.title), "until_at": closes_at.isoformat()}
        verb = "entry.deadline_near" if entry.is_draft else "entry.changes_wait"
        record(verb, entry, by=None, contest_id=contest.id, **told)


def remind_of_additions() -> None:
    """Each team that went on and has not sent what the stage asks, a day and three hours before."""
    moment = now()
    for entry in queries.not_added(moment):
        contest, until = entry.contest, entry.contest.more_until
        assert until is not None
        hours = due(closes_at=until, begun_at=entry.created_at, moment=moment, before=BEFORE_MORE)
        row = {"entry_id": entry.id, "hours": hours, "closes_at": until, "at": moment}
        if hours is None or not add_once(Reminder, **row):
            continue
        stage = dict(contest.current_stage.name) if contest.current_stage else {}
        told = {"contest": dict(contest.title), "stage": stage, "until_at": until.isoformat()}
        record("entry.stage_near", entry, by=None, contest_id=contest.id, code=entry.code, **told)


def remind_units() -> None:
    """The officers of each unit that owes entries, once before each deadline."""
    moment = now()
    for contest in queries.asking_units(moment):
        for unit, sent in units_short(contest):
            row = {"contest_id": contest.id, "unit_id": unit.id, "closes_at": contest.closes_at}
            if add_once(UnitReminder, at=moment, **row):
                record(
                    "contest.entries_missing",
                    unit,
                    by=None,
                    contest_id=contest.id,
                    contest=dict(contest.title),
                    unit=dict(unit.names),
                    sent=sent,
                    missing=(contest.unit_min or 0) - sent,
                    until_at=contest.closes_at.isoformat(),
                )
