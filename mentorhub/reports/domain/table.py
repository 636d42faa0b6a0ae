"""The table unit × month: counts of units rolled up to what stands below one of them."""

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from mentorhub.reports.domain.targets import NO_TARGET, Target, reached


class Measure(enum.StrEnum):
    """What is counted, in the order it is shown: what is used comes first."""

    IN_USE = "in_use"
    APPROVED = "approved"
    WITH_MENTOR = "with_mentor"
    SENT = "sent"


class Place(Protocol):
    @property
    def id(self) -> Any: ...
    @property
    def path(self) -> Any: ...


Counted = tuple[str, UUID, int, int]
"""Measure, unit, month from 0 to 11, how many."""


def _empty() -> dict[Measure, list[int]]:
    return {measure: [0] * 12 for measure in Measure}


@dataclass
class Line:
    """A unit with all that is below it; without a unit, what belongs to no part of the whole."""

    unit: Any = None
    target: Target = NO_TARGET
    months: dict[Measure, list[int]] = field(default_factory=_empty)

    def total(self, measure: Measure) -> int:
        return sum(self.months[measure])

    def asked(self, measure: Measure) -> int | None:
        asked = {Measure.IN_USE: self.target.in_use, Measure.APPROVED: self.target.approved}
        return asked.get(measure)

    def share(self, measure: Measure) -> int | None:
        return reached(self.total(measure), self.asked(measure))

    @property
    def is_empty(self) -> bool:
        return not any(map(self.total, Measure))

    @property
    def is_busy(self) -> bool:
        """Did it send something, or was it asked to?"""
        return not self.is_empty or self.target != NO_TARGET


@dataclass(frozen=True)
class Report:
    """`whole` is the unit itself, `lines` what stands directly below it, in the order given."""

    year: int
    whole: Line
    lines: Sequence[Line]

    @property
    def has_targets(self) -> bool:
        return any(line.target != NO_TARGET for line in (self.whole, *self.lines))

    def highest(self, measure: Measure) -> int:
        """The most of any month and line: pictures of several lines are drawn to one height."""
        return max((max(line.months[measure]) for line in self.lines), default=0)


def report_of(
    unit: Place,
    parts: Sequence[Any],
    paths: Mapping[UUID, str],
    counted: Iterable[Counted],
    targets: Mapping[UUID, Target],
    year: int,
) -> Report:
    """`paths` are those of every unit within; a closed part is shown where it still counts."""
    whole, own = Line(unit), Line()
    lines = {part.path: Line(part, targets.get(part.id, NO_TARGET)) for part in parts}
    for measure, unit_id, month, number in counted:
        line = lines.get(part_of(unit.path, paths[unit_id]), own)
        for one in (whole, line):
            one.months[Measure(measure)][month] += number
    whole.target = targets.get(unit.id) or summed(line.target for line in lines.values())
    shown = [one for one in lines.values() if one.unit.closed_at is None or not one.is_empty]
    return Report(year, whole, shown if own.is_empty else [own, *shown])


def part_of(above: str, path: str) -> str:
    """The path of what stands directly below the first and holds the second; none for itself."""
    code, slash, _rest = path.removeprefix(above).partition("/")
    return above + code + slash if code else ""


def summed(targets: Iterable[Target]) -> Target:
    """What all together are asked for, where none was set for the whole."""
    known = list(targets)
    in_use = [one.in_use for one in known if one.in_use is not None]
    approved = [one.approved for one in known if one.approved is not None]
    if not (in_use or approved):
        return NO_TARGET
    return Target(sum(in_use) if in_use else None, sum(approved) if approved else None)
