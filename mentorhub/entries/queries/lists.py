"""Which entries there are, and whose."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState
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
        .where(Entry.contest_id == contest.id, ~close_to(organiser.id))
        .options(joinedload(Entry.team))
        .order_by(Entry.number.is_(None), Entry.number, Entry.id)
    )


def close_to(person_id: UUID) -> Any:
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
