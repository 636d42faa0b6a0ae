"""What a unit is asked for in a year, and how much of it is reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MOST = 9999
FIRST_YEAR = 2020


@dataclass(frozen=True, slots=True)
class Target:
    """Ideas in use and approved ideas; None where no number was set. Sent ones are never a target:
    whoever is asked for many sends many. `number` counts how often it was set.
    """

    in_use: int | None = None
    approved: int | None = None
    number: int = 0

    def differs(self, in_use: int | None, approved: int | None) -> bool:
        return (self.in_use, self.approved) != (in_use, approved)


NO_TARGET = Target()


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody typed for a unit, who saw the target as it was when set `seen` times."""

    unit_id: UUID
    in_use: int | None
    approved: int | None
    seen: int


def latest(rows: Iterable[tuple[UUID, int, int | None, int | None]]) -> dict[UUID, Target]:
    """Rows of (unit, number, in use, approved) in any order: the last word for each unit."""
    known: dict[UUID, Target] = {}
    for unit_id, number, in_use, approved in rows:
        if number > known.get(unit_id, NO_TARGET).number:
            known[unit_id] = Target(in_use, approved, number)
    return known


def reached(done: int, asked: int | None) -> int | None:
    """The whole per cent of a target, rounded down, so that 100 is said of a met one only."""
    return done * 100 // asked if asked else None


def years_to_set(this_year: int) -> range:
    """A plan is made for this year and the next; earlier ones are only read."""
    return range(this_year, this_year + 2)


def years_to_read(this_year: int, first: int = FIRST_YEAR) -> range:
    return range(first, this_year + 2)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the history: what was set, when, by whom, and what it was before."""

    place: Any
    at: Any
    by: Any
    now: Target
    before: Target


def history(rows: Iterable[Any]) -> list[Change]:
    """Rows of a year in the order they were set, as changes with the newest first."""
    known: dict[UUID, Target] = {}
    told = []
    for row in rows:
        before, after = known.get(row.unit_id, NO_TARGET), row.as_target
        known[row.unit_id] = after
        told.append(Change(row.unit, row.at, row.set_by, after, before))
    return told[::-1]
