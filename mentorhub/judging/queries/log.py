"""The log of a contest's scoresheets: its length, its leaves, and what should follow from it."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import selectinload

from mentorhub.judging.models import CardState, Closing, Scorecard, ScoreEvent, ScoreLog
from mentorhub.platform.db import db

GROW = (
    update(ScoreLog)
    .where(ScoreLog.contest_id == bindparam("contest"))
    .values(size=ScoreLog.size + 1)
    .returning(ScoreLog.size)
)


def grown_log(contest_id: UUID) -> int | None:
    """The length after one more leaf, and the log held until the commit; None where none is yet."""
    unsynchronised = {"synchronize_session": False}
    found = db.session.execute(GROW, {"contest": contest_id}, execution_options=unsynchronised)
    return found.scalar_one_or_none()


def logs() -> Sequence[ScoreLog]:
    rows = select(ScoreLog).order_by(ScoreLog.contest_id)
    return db.session.scalars(rows.execution_options(populate_existing=True)).all()


def log_of(contest_id: UUID, *, held: bool = False) -> ScoreLog | None:
    """`held`: nobody adds a leaf before the commit."""
    rows = select(ScoreLog).where(ScoreLog.contest_id == contest_id)
    rows = rows.with_for_update() if held else rows
    return db.session.scalar(rows.execution_options(populate_existing=True))


def leaves_of(contest_id: UUID) -> list[bytes]:
    """As they were written, in their order."""
    rows = select(ScoreEvent.leaf).where(ScoreEvent.contest_id == contest_id)
    found = db.session.scalars(rows.order_by(ScoreEvent.position))
    return [bytes.fromhex(leaf) for leaf in found]


def closings_of(contest_id: UUID) -> Sequence[Closing]:
    """What stood when each stage's scoring closed, the first one first; older ones have none."""
    rows = select(Closing).where(Closing.contest_id == contest_id).order_by(Closing.stage)
    return db.session.scalars(rows.execution_options(populate_existing=True)).all()


def events_of(contest_id: UUID) -> Iterator[ScoreEvent]:
    rows = select(ScoreEvent).where(ScoreEvent.contest_id == contest_id)
    rows = rows.order_by(ScoreEvent.position).execution_options(populate_existing=True)
    yield from db.session.scalars(rows)


def cards_with_marks(contest_id: UUID) -> Sequence[Scorecard]:
    """Every card of the contest, of all stages: for comparing with the log, never for a page."""
    rows = select(Scorecard).where(Scorecard.contest_id == contest_id)
    rows = rows.options(selectinload(Scorecard.marks)).execution_options(populate_existing=True)
    return db.session.scalars(rows).all()


def contests_with_sheets() -> set[UUID]:
    """Where something was handed in, whether or not a log says so."""
    rows = select(Scorecard.contest_id).where(Scorecard.state == CardState.SUBMITTED).distinct()
    return set(db.session.scalars(rows))


def receipt_of(card: Scorecard) -> ScoreEvent | None:
    """The leaf of the sheet as it was handed in last; None while it is open."""
    if not card.is_submitted:
        return None
    rows = select(ScoreEvent).where(
        ScoreEvent.scorecard_id == card.id, ScoreEvent.kind == "submitted"
    )
    return db.session.scalar(rows.order_by(ScoreEvent.position.desc()).limit(1))


def broken_logs() -> Any:
    """For the metrics: how many contests' logs did not hold when they were read last."""
    rows = select(func.count()).select_from(ScoreLog).where(ScoreLog.problem != "")
    return db.session.scalar(rows) or 0


GAUGES = {"score_logs_broken": broken_logs}
