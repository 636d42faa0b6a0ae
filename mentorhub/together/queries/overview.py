"""Mentorings as the officers of a unit see them: whose, since when, and the last sign of life."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from mentorhub.conversations.models import Message, Thread
from mentorhub.mentoring.models import MentorProfile, Mentorship
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.together.domain import MeetingState, Silence, silence
from mentorhub.together.models import Commitment, Meeting
from mentorhub.units.models import Unit

SHOWN = 200


@dataclass(frozen=True)
class Sight:
    """One mentoring from outside: not a word of what is said in it."""

    work: Mentorship
    last_sign: datetime
    is_paused: bool
    is_agreed: bool

    @property
    def silence(self) -> Silence:
        """None while it is paused, or over: then nobody is expected to say anything."""
        if self.is_paused or self.work.ended_at is not None:
            return Silence.NONE
        return silence(self.last_sign, now())


def mentorships_within(units: Sequence[Unit] | None) -> list[Sight]:
    """Of teams of these units (None: everywhere), those that go on first, the quietest first."""
    rows = (
        select(Mentorship)
        .join(Mentorship.team)
        .join(Team.unit)
        .options(
            contains_eager(Mentorship.team).contains_eager(Team.unit),
            contains_eager(Mentorship.team).lazyload(Team.members),
            joinedload(Mentorship.profile).joinedload(MentorProfile.person),
        )
        .order_by(Mentorship.ended_at.is_not(None), Mentorship.id.desc())
        .limit(SHOWN)
    )
    found = db.session.scalars(rows if units is None else rows.where(within(units))).all()
    seen = _seen(found)
    return sorted(seen, key=lambda one: (one.work.ended_at is not None, one.last_sign))


def going_on(*, after: UUID | None = None, limit: int = 200) -> list[Sight]:
    """Mentorings that have not ended, some at a time, in the order of their keys."""
    rows = select(Mentorship).where(Mentorship.ended_at.is_(None)).order_by(Mentorship.id)
    if after is not None:
        rows = rows.where(Mentorship.id > after)
    whole = rows.options(joinedload(Mentorship.team).options(lazyload(Team.members)))
    return _seen(db.session.scalars(whole.limit(limit)).all())


def _seen(works: Sequence[Mentorship]) -> list[Sight]:
    keys = [work.id for work in works]
    signs: dict[UUID, datetime] = {work.id: work.since for work in works}
    for key, at in _signs(keys):
        if at is not None:
            signs[key] = max(signs[key], at)
    kind = Thread.subject_type == Mentorship.__name__
    frozen = select(Thread.subject_id).where(
        kind, Thread.subject_id.in_(keys), Thread.frozen_at.is_not(None)
    )
    agreed = select(Commitment.mentorship_id).where(
        Commitment.mentorship_id.in_(keys), Commitment.agreed_at.is_not(None)
    )
    paused, settled = set(db.session.scalars(frozen)), set(db.session.scalars(agreed))
    return [Sight(w, signs[w.id], w.id in paused, w.id in settled) for w in works]


def _signs(keys: Collection[UUID]) -> list[Any]:
    """Rows of mentorship and moment: messages, meetings and what was written down.

    A meeting that is agreed to and still to come is a sign as well: they have a day.
    """
    said = (
        select(Thread.subject_id, func.max(Message.at))
        .join(Message, Message.thread_id == Thread.id)
        .where(Thread.subject_type == Mentorship.__name__, Thread.subject_id.in_(keys))
        .group_by(Thread.subject_id)
    )
    standing = Meeting.state != MeetingState.CALLED_OFF
    return [
        *db.session.execute(said),
        *db.session.execute(_newest(Meeting, Meeting.proposed_at, keys)),
        *db.session.execute(_newest(Meeting, Meeting.begins_at, keys).where(standing)),
        *db.session.execute(_newest(Meeting, Meeting.noted_at, keys)),
        *db.session.execute(_newest(Commitment, Commitment.at, keys)),
        *db.session.execute(_newest(Commitment, Commitment.agreed_at, keys)),
    ]


def _newest(model: Any, column: Any, keys: Collection[UUID]) -> Select[Any]:
    rows = select(model.mentorship_id, func.max(column)).where(model.mentorship_id.in_(keys))
    return rows.group_by(model.mentorship_id)
