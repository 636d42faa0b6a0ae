"""An entry to be changed: read with its team, and held with its contest until the commit."""

from uuid import UUID

from sqlalchemy import bindparam, inspect, select
from sqlalchemy.orm import contains_eager, lazyload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db, key_of
from mentorhub.teams.models import Member, Team

# written once: composing a statement costs more than asking it, and every save does
TO_CHANGE = (
    select(Entry)
    .join(Entry.team)
    .where(Entry.id == bindparam("key"))
    .options(contains_eager(Entry.team).options(lazyload(Team.members), lazyload(Team.unit)))
)
TO_WRITE_ON = (
    select(Entry)
    .join(Entry.team)
    .join(Entry.contest)
    .where(Entry.id == bindparam("key"))
    .options(contains_eager(Entry.team).options(lazyload(Team.unit)), contains_eager(Entry.contest))
)
AFRESH = {"populate_existing": True}
HELD = TO_CHANGE.with_for_update(of=Entry).execution_options(**AFRESH)
CONTEST_HELD = (
    select(Contest)
    .join(Entry, Entry.contest_id == Contest.id)
    .where(Entry.id == bindparam("key"))
    .with_for_update(of=Contest)
    .execution_options(**AFRESH)
)
PRESENT = select(Member.id).where(
    Member.team_id == bindparam("team"),
    Member.person_id == bindparam("person"),
    Member.left_at.is_(None),
)


def entry_to_change(key: UUID) -> Entry | None:
    """With its team, whose members wait until somebody asks for them."""
    return db.session.scalar(TO_CHANGE, {"key": key})


def entry_to_write_on(key: UUID) -> Entry | None:
    """With all its page asks for first: its contest, its team, and who is in it."""
    return db.session.scalar(TO_WRITE_ON, {"key": key})


def hold(entry: Entry) -> Contest:
    """The contest first, then the entry: both as they are now, and so until the commit."""
    db.session.flush()
    facts = {"key": key_of(entry)}
    contest = db.session.scalars(CONTEST_HELD, facts).one()
    db.session.scalars(HELD, facts).one()
    assert entry.contest is contest  # and stays at hand as long as the entry
    return contest


def is_in_its_team(person: Person, entry: Entry) -> bool:
    """By the members if they are at hand, else by one row: a save asks for no more."""
    if "members" not in inspect(entry.team).unloaded:
        return entry.team.includes(person)
    facts = {"team": entry.team_id, "person": person.id}
    return db.session.scalar(PRESENT, facts) is not None
