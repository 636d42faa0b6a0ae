"""Which contests there are, in which phase, and one with what its pages show."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, or_, select, tuple_
from sqlalchemy.orm import joinedload, load_only, selectinload

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.stages import Phase, StageKind
from mentorhub.contests.models import (
    Contest,
    ContestState,
    Organiser,
    Stage,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db

LISTED = (
    *(Contest.title, Contest.summary, Contest.host, Contest.state, Contest.language),
    *(Contest.opens_at, Contest.closes_at, Contest.published_at, Contest.scoring_opened_at),
)


def announced() -> Select[Contest]:
    """The latest deadline first: coming, then open, then past."""
    return (
        select(Contest)
        .where(Contest.state == ContestState.ANNOUNCED)
        .order_by(Contest.closes_at.desc(), Contest.id.desc())
    )


def in_phase(phase: Phase, moment: datetime | None = None) -> Select[Contest]:
    """The announced contests of a phase; the twin of `domain.stages.phase_at`."""
    return announced().where(*_conditions(phase, moment or now()))


def _conditions(phase: Phase, moment: Any) -> list[ColumnElement[bool]]:
    if phase is Phase.RESULTS:
        return [Contest.published_at.is_not(None)]
    unpublished = Contest.published_at.is_(None)
    if phase is Phase.COMING:
        return [unpublished, Contest.opens_at > moment]
    if phase is Phase.OPEN:
        return [unpublished, Contest.opens_at <= moment, Contest.closes_at > moment]
    return [unpublished, Contest.opens_at <= moment, Contest.closes_at <= moment]


def open_now() -> Select[Contest]:
    """Contests that take entries, the nearest deadline first."""
    return in_phase(Phase.OPEN).order_by(None).order_by(Contest.closes_at, Contest.id)


@cache  # composing the statement costs as much as asking it
def _lean(phase: Phase | None) -> Select[Contest]:
    rows = announced()
    if phase is not None:
        moment = bindparam(None, type_=Contest.closes_at.type, callable_=now)  # of each asking
        rows = rows.where(*_conditions(phase, moment))
    return rows.options(load_only(*LISTED, raiseload=True))


def listed(phase: Phase | None, after: UUID | None) -> Select[Contest]:
    """The public list, lean: only what a row of it shows."""
    rows = _lean(phase)
    last = db.session.get(Contest, after) if after else None
    if last is None or not last.is_announced:  # the place of a draft in the list tells its date
        return rows
    return rows.where(tuple_(Contest.closes_at, Contest.id) < (last.closes_at, last.id))


def running_in(contests: Collection[Contest], moment: datetime) -> dict[UUID, StageKind]:
    """{contest: the kind of the earliest stage after the entries that runs by its days}."""
    rows = db.session.execute(
        select(Stage.contest_id, Stage.kind)
        .where(
            Stage.contest_id.in_([one.id for one in contests]),
            Stage.kind != StageKind.SUBMISSION,
            Stage.opens_at <= moment,
            Stage.closes_at > moment,
        )
        .order_by(Stage.position.desc())
    )
    return dict(rows.all())  # of several the earliest stays


def contests_run_by(person: Person) -> Select[Contest]:
    """Drafts too; the newest first."""
    return (
        select(Contest)
        .join(Organiser, Organiser.contest_id == Contest.id)
        .where(Organiser.person_id == person.id)
        .order_by(Contest.id.desc())
    )


def earlier(person: Person) -> Select[Contest]:
    """What a new contest may begin as a copy of: public ones and the person's own, newest first."""
    own = select(Organiser.contest_id).where(Organiser.person_id == person.id)
    return (
        select(Contest)
        .where(or_(Contest.state == ContestState.ANNOUNCED, Contest.id.in_(own)))
        .order_by(Contest.id.desc())
        .limit(12)
    )


WHOLE = [
    selectinload(Contest.stages),
    selectinload(Contest.rubric),
    selectinload(Contest.awards),
]


IN_STAGES = (
    select(Contest).where(Contest.id == bindparam("contest")).options(joinedload(Contest.stages))
)


def in_stages(contest_id: UUID) -> Contest | None:
    """A contest with its stages: what is explained of it is mostly kept (platform/parts.py)."""
    return db.session.scalars(IN_STAGES, {"contest": contest_id}).unique().one_or_none()


def whole(contest_id: UUID) -> Contest | None:
    """A contest with everything its page shows."""
    return db.session.get(
        Contest,
        contest_id,
        options=WHOLE,
    )
