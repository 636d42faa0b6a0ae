"""Which entries there are, of whom, and the papers they leave."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState, Participant, Receipt
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team, Tie

GONE = (IdeaState.DUPLICATE, IdeaState.NOT_TAKEN_UP)


def submitted_to(contest: Contest) -> Select[Entry]:
    """What is judged, in the order of numbers."""
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.state == EntryState.SUBMITTED)
        .options(joinedload(Entry.team))
        .order_by(Entry.number)
    )


def entries_of_team(team: Team) -> Select[Entry]:
    """The newest first, drafts and withdrawn ones too; for the team itself."""
    return (
        select(Entry)
        .where(Entry.team_id == team.id)
        .options(joinedload(Entry.contest))
        .order_by(Entry.id.desc())
    )


def listed_for(organiser: Person, contest: Contest) -> Select[Entry]:
    """The contest's entries without those the organiser is too close to (twin of the rules)."""
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, ~_close_to(organiser.id))
        .options(joinedload(Entry.team))
        .order_by(Entry.number.is_(None), Entry.number, Entry.id)
    )


def _close_to(person_id: UUID) -> Any:
    return exists().where(
        and_(
            Member.team_id == Entry.team_id, Member.person_id == person_id, Member.left_at.is_(None)
        )
    ) | exists().where(
        and_(Tie.team_id == Entry.team_id, Tie.person_id == person_id, Tie.until.is_(None))
    )


def entry_of(team: Team, contest: Contest) -> Entry | None:
    return db.session.scalar(
        select(Entry).where(Entry.team_id == team.id, Entry.contest_id == contest.id)
    )


def own_entries(contest: Contest, person: Person) -> list[Entry]:
    """The entries in a contest of the teams somebody is in."""
    return list(
        db.session.scalars(
            select(Entry)
            .join(Member, Member.team_id == Entry.team_id)
            .where(
                Entry.contest_id == contest.id,
                Member.person_id == person.id,
                Member.left_at.is_(None),
            )
            .options(joinedload(Entry.team))
            .order_by(Entry.id)
        )
    )


def participants_of(entry: Entry) -> list[Person]:
    return list(
        db.session.scalars(
            select(Person)
            .join(Participant, Participant.person_id == Person.id)
            .where(Participant.entry_id == entry.id)
            .order_by(Participant.id)
        )
    )


def seats_of(entry: Entry) -> list[Participant]:
    return list(
        db.session.scalars(
            select(Participant).where(Participant.entry_id == entry.id).order_by(Participant.id)
        )
    )


def is_taken(contest: Contest, people: Collection[UUID], *, besides: Entry | None) -> bool:
    """Does one of these people take part in the contest with another entry?"""
    taken = select(Participant.id).where(
        Participant.contest_id == contest.id, Participant.person_id.in_(people)
    )
    if besides is not None:
        taken = taken.where(Participant.entry_id != besides.id)
    return db.session.scalar(taken.limit(1)) is not None


def birth_years(people: Collection[UUID]) -> list[int | None]:
    """One for each person; None where it was never told."""
    rows = db.session.execute(
        select(Person.id, PersonalDetails.birth_year)
        .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
        .where(Person.id.in_(people))
        .order_by(Person.id)
    )
    return [year for _id, year in rows]


def ideas_of(team: Team) -> list[Idea]:
    """What a team may enter with, the newest first."""
    return list(
        db.session.scalars(
            select(Idea)
            .where(Idea.team_id == team.id, Idea.state.not_in(GONE))
            .order_by(Idea.id.desc())
            .limit(20)
        )
    )


def receipts_of(entry: Entry) -> list[Receipt]:
    """The latest first."""
    return list(
        db.session.scalars(
            select(Receipt).where(Receipt.entry_id == entry.id).order_by(Receipt.id.desc())
        )
    )


def people_in(contest: Contest) -> Select[Person]:
    """Everybody who takes part, drafts included: whom a later deadline concerns."""
    return (
        select(Person)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.contest_id == contest.id)
    )


def takes_part(person: Person, contest: Contest) -> bool:
    """Is the person in an entry of this contest?"""
    found = exists().where(Participant.contest_id == contest.id, Participant.person_id == person.id)
    return bool(db.session.scalar(select(found)))
