"""What officers are asked about: ideas that wait, and those that were just answered."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.ideas.domain.workflow import TAKEN_BACK_WITHIN, UNUSED
from mentorhub.ideas.models import Idea, IdeaState, Milestone, Posting
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

AT_ONCE = 200


def awaiting(units: Iterable[Unit], *states: IdeaState) -> Select[Idea]:
    """Ideas from these units and below that are in one of the states, those sent first first."""
    return (
        select(Idea)
        .join(Idea.unit)
        .where(Idea.state.in_(states or (IdeaState.SENT,)), within(units))
        .options(
            contains_eager(Idea.unit),
            joinedload(Idea.author),
            selectinload(Idea.team).selectinload(Team.members),  # nobody answers their own
        )
        .order_by(Idea.sent_at, Idea.id)
    )


def queue(
    units: Iterable[Unit], state: str = "", *, by: Person, among: Collection[UUID] | None = None
) -> Sequence[Idea]:
    """What waits in these units; with "more", what was asked for more; with "done", what `by`
    approved within the hour and may still take back. `among` keeps those of these keys.
    """
    if state == "done":
        since = now() - TAKEN_BACK_WITHIN
        own = (Idea.approved_by_id == by.id, Idea.approved_at > since)
        ideas = awaiting(units, IdeaState.APPROVED, IdeaState.HELPED).where(*own)
    else:
        ideas = awaiting(units, IdeaState.MORE_NEEDED if state == "more" else IdeaState.SENT)
    if among is not None:
        ideas = ideas.where(Idea.id.in_(among))
    return db.session.scalars(ideas.limit(AT_ONCE)).all()


def unanswered(before: datetime) -> Sequence[Idea]:
    """Sent, or last asked about, before this moment and still without an answer."""
    waits_since = func.coalesce(Idea.reminded_at, Idea.sent_at)
    rows = select(Idea).where(Idea.state == IdeaState.SENT, waits_since <= before)
    return db.session.scalars(rows.limit(500)).all()


def unused(before: datetime) -> Sequence[Idea]:
    """Approved, or last asked about, before this moment and not reported in use."""
    quiet_since = func.coalesce(Idea.reminded_at, Idea.approved_at)
    rows = select(Idea).where(Idea.state.in_(UNUSED), quiet_since <= before)
    return db.session.scalars(rows.limit(500)).all()


def note_reminded(idea: Idea, at: datetime) -> None:
    """By a statement of its own: a reminder is no edit, so nobody's edit is overtaken by it."""
    db.session.execute(update(Idea).where(Idea.id == idea.id).values(reminded_at=at))


def forget_milestones(idea: Idea, *, kinds: Collection[str]) -> None:
    db.session.execute(
        delete(Milestone).where(Milestone.idea_id == idea.id, Milestone.kind.in_(kinds))
    )
    db.session.expire(idea, ["milestones"])


def forget_posting(idea: Idea) -> bool:
    """Was there one?"""
    gone = delete(Posting).where(Posting.idea_id == idea.id).returning(Posting.id)
    return db.session.execute(gone).first() is not None
