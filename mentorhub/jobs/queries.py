"""Which work may be taken up, and how much of it waits."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Delete, Select, delete, func, select
from sqlalchemy.orm import InstrumentedAttribute

from mentorhub.jobs.models import Job
from mentorhub.platform.db import db


def ready(kind: Any, finished: InstrumentedAttribute[datetime | None], at: datetime) -> Select[Any]:
    """The first row that is due and in nobody's hands; PostgreSQL locks it and skips locked ones.

    SQLite knows no row locks: there the whole transaction is the only writer's (BEGIN IMMEDIATE).
    """
    return (
        select(kind)
        .where(
            finished.is_(None),
            kind.given_up_at.is_(None),
            kind.due_at <= at,
            kind.leased_until.is_(None) | (kind.leased_until < at),
        )
        .order_by(kind.due_at, kind.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def held(kind: Any, key: UUID, attempts: int) -> Select[Any]:
    """The row, locked, if it is still in the hands of whoever made this attempt."""
    return (
        select(kind)
        .where(kind.id == key, kind.attempts == attempts)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def waiting(kind: Any, finished: InstrumentedAttribute[datetime | None]) -> int:
    """How many rows are neither finished nor given up."""
    return _count(kind, finished.is_(None) & kind.given_up_at.is_(None))


def given_up(kind: Any) -> int:
    return _count(kind, kind.given_up_at.is_not(None))


def _count(kind: Any, condition: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).select_from(kind).where(condition)) or 0


def done_before(moment: datetime) -> Delete:
    return delete(Job).where(Job.done_at < moment)


GAUGES = {
    "jobs_waiting": lambda: waiting(Job, Job.done_at),
    "jobs_given_up": lambda: given_up(Job),
}
