"""What officers are asked about: ideas that wait, and those that were just answered."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.ideas.domain.workflow import UNUSED
from mentorhub.ideas.models import Idea, IdeaState, Milestone
from mentorhub.organisations.queries import within
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

AT_ONCE = 200


def awaiting(units: Iterable[Unit], state: IdeaState = IdeaState.SENT) -> Select[Idea]:
    """Ideas from these units and below that are in a state, those sent first first."""
    return (
        select(Idea)
        .join(Idea.unit)
        .where(Idea.state == state, within(units))
        .options(
            contains_eager(Idea.unit),
            joinedload(Idea.author),
            selectinload(Idea.team).selectinload(Team.members),  # nobody answers their own
        )
        .order_by(Idea.sent_at, Idea.id)
    )


def just_approved(units: Iterable[Unit], *, by: Person, since: datetime) -> Select[Idea]:
    """What this officer approved since then and may still take back."""
    return awaiting(units, IdeaState.APPROVED).where(
        Idea.approved_by_id == by.id, Idea.approved_at > since
    )


def among(ideas: Select[Idea], keys: Collection[UUID]) -> Sequence[Idea]:
    return db.session.scalars(ideas.where(Idea.id.in_(keys)).limit(AT_ONCE)).all()


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
