"""Ask for work to be done later; take it up, end it or put it off."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import structlog

from mentorhub.jobs import queries
from mentorhub.jobs.domain import LEASE, is_hopeless, pause, slot
from mentorhub.jobs.models import Job
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db

log = structlog.get_logger()
KEPT = timedelta(days=90)
Handlers = Mapping[str, Callable[[dict[str, Any]], None]]


class Task(Protocol):
    """A row that is taken up with a lease: a job, or a message to deliver."""

    id: Any
    attempts: Any
    due_at: Any
    leased_until: Any
    given_up_at: Any
    problem: Any


def enqueue(
    kind: str, payload: dict[str, Any], *, key: str | None = None, due_at: datetime | None = None
) -> bool:
    """Have the worker call `JOBS[kind](payload)` once the transaction stands, or at `due_at`.

    A second request with the same key does nothing; the answer says whether this was the first.
    """
    return add_once(Job, kind=kind, payload=payload, key=key, due_at=due_at or now())


def enqueue_recurring(every: Mapping[str, timedelta]) -> None:
    """Ask for each kind once in its stretch of time, however many workers ask."""
    for kind, length in every.items():
        start = slot(now(), length)
        enqueue(kind, {}, key=f"{kind} {start:%Y-%m-%dT%H:%M}")


def claim(kind: Any, finished: Any, *, lease: timedelta = LEASE) -> Any:
    """Take the next task that is due, or none. The attempt counts from here on, whatever happens.

    A task that keeps killing its worker is given up here: nobody else is left to do so.
    """
    task = db.session.scalar(queries.ready(kind, finished, now()))
    if task is None:
        return None
    if is_hopeless(task.attempts):
        _give_up(task)
        return claim(kind, finished, lease=lease)
    task.attempts += 1
    task.leased_until = now() + lease
    return task


def perform(key: UUID, attempts: int, handlers: Handlers) -> None:
    """Do a claimed job; its effects and `done_at` stand or fall together.

    The row stays locked meanwhile, so that a lease which runs out early sets nobody else to work.
    """
    job = db.session.scalar(queries.held(Job, key, attempts))
    if job is None or job.done_at:
        return
    handlers[job.kind](job.payload)
    job.done_at, job.problem = now(), ""


def put_off(kind: Any, key: UUID, attempts: int, *, problem: str) -> None:
    """After a failure: try again later, or say in the log that nobody will."""
    task = db.session.scalar(queries.held(kind, key, attempts))
    if task is None:
        return
    task.problem = problem
    task.leased_until = None
    if is_hopeless(attempts):
        _give_up(task)
    else:
        task.due_at = now() + pause(attempts)


def sweep() -> None:
    """Forget what was done long ago."""
    db.session.execute(queries.done_before(now() - KEPT))


def _give_up(task: Task) -> None:
    task.given_up_at = now()
    kind = getattr(task, "kind", type(task).__name__.lower())
    log.error("given_up", kind=kind, id=str(task.id), attempts=task.attempts, problem=task.problem)
