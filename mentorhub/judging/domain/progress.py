"""How far the jury is, from states and moments alone: no mark is ever looked at."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

J = TypeVar("J", bound=Hashable)
SILENCE = timedelta(days=3)


@dataclass(frozen=True)
class Task(Generic[J]):
    """Cards alike that count; `seen_at` is when their juror last touched one, or was given it."""

    juror: J
    is_done: bool
    is_begun: bool
    seen_at: datetime
    cards: int = 1


@dataclass(frozen=True)
class Progress(Generic[J]):
    juror: J
    done: int
    begun: int
    total: int
    is_silent: bool


@dataclass(frozen=True)
class Reading:
    """How many sheets of an entry are handed out and submitted, of `wanted` by the last round."""

    code: str
    handed_out: int
    submitted: int
    wanted: int

    @property
    def short(self) -> int:
        """Readers it lacks."""
        return max(self.wanted - self.handed_out, 0)

    @property
    def left(self) -> int:
        return self.handed_out - self.submitted

    @property
    def is_whole(self) -> bool:
        return not (self.short or self.left)


def most_behind(readings: Iterable[Reading]) -> list[Reading]:
    """Whatever lacks most sheets first, then what lacks readers; alike stay in their order."""
    return sorted(readings, key=lambda one: (-one.short - one.left, -one.short))


def progress(tasks: Iterable[Task[J]], *, now: datetime) -> dict[J, Progress[J]]:
    """For each juror with tasks; silent is who has some left and touched none for three days."""
    held: dict[J, list[Task[J]]] = {}
    for task in tasks:
        held.setdefault(task.juror, []).append(task)
    return {juror: _of(juror, mine, now) for juror, mine in held.items()}


def _of(juror: J, tasks: list[Task[J]], now: datetime) -> Progress[J]:
    done = sum(task.cards for task in tasks if task.is_done)
    total = sum(task.cards for task in tasks)
    last = max(task.seen_at for task in tasks)
    return Progress(
        juror=juror,
        done=done,
        begun=sum(task.cards for task in tasks if task.is_begun and not task.is_done),
        total=total,
        is_silent=done < total and now - last >= SILENCE,
    )
