"""A table of results as plain values: its digest, its awards, and what still forbids publishing."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.judged import AVERAGES, DECIDING
from mentorhub.contests.domain.sentence import N_
from mentorhub.judging.domain.calibration import REASONS, Why


@dataclass(frozen=True)
class Line:
    """One entry's line. `rank` is None below the conditions of the contest; points are exact.

    `low` and `high` are the lowest and highest card, `means` the criterion means in rubric order;
    the total holds the bonus, what an earlier stage carried, and the penalty that was taken off,
    which are no part of these. `adjusted` are the points it is made of where they were evened out,
    and `given` is what the total would be by the points as jurors gave them.
    """

    entry: UUID
    rank: int | None
    total: Decimal
    low: Decimal
    high: Decimal
    readers: int
    means: Mapping[UUID, Decimal]
    tied_with: tuple[UUID, ...] = ()
    bonus: Decimal | None = None
    carried: Decimal | None = None
    penalty: Decimal | None = None
    adjusted: Decimal | None = None
    given: Decimal | None = None


def basis_in_words(basis: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How sheets became points: messages, each with the end of its sentence or none. A table from
    before there was a choice says nothing of it: it was the mean, as given."""
    average = Average(basis.get("average", Average.MEAN))
    found = [(AVERAGES[average], "")]
    if basis.get("deciding") == Deciding.ADJUSTED:
        return [*found, (EVENED, "")]
    if "why" in basis:
        return [*found, (NOT_EVENED, REASONS[Why(basis["why"])])]
    return [*found, (DECIDING[Deciding.GIVEN], "")]


EVENED = N_(
    "Points are evened out between strict and kind jurors, as the rules said: by an additive model"
    " of entries and jurors. Every sheet stays as it was given."
)
NOT_EVENED = N_("Points count as they are given, as the rules said for this case: %(reason)s.")


@dataclass(frozen=True)
class Prize:
    award: UUID
    count: int


def facts_of(line: Line) -> dict[str, Any]:
    """A line as it is signed and published: plain JSON, figures as text."""
    return {
        "entry": str(line.entry),
        "rank": line.rank,
        "total": str(line.total),
        "readers": line.readers,
        "means": {str(key): str(value) for key, value in line.means.items()},
        **beside(line),
    }


def beside(line: Line) -> dict[str, str]:
    """What the points of a line hold that its jury did not give: only what there is."""
    told = {"bonus": line.bonus, "carried": line.carried, "penalty": line.penalty}
    return {name: str(points) for name, points in told.items() if points is not None}


def digest_of(contest: UUID, lines: Sequence[Line], withheld: Collection[UUID] = ()) -> str:
    """SHA-256 over canonical JSON of ids, places and points. Names are outside, so that a
    withdrawn consent can take one off the page without breaking the proof. `withheld` are awards
    nobody gets; tables without one have the digest they always had."""
    table: dict[str, Any] = {"contest": str(contest), "places": [facts_of(line) for line in lines]}
    if withheld:
        table["withheld"] = sorted(map(str, withheld))
    canonical = json.dumps(table, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def awarded(lines: Sequence[Line], prizes: Sequence[Prize]) -> dict[UUID, UUID]:
    """Entry → award, best first. Entries on one place get the same award or none is given below.

    A tie that crosses the border between two awards is left to the jury: see `open_ties`.
    """
    seats = [prize.award for prize in prizes for _ in range(prize.count)]
    return {
        line.entry: seats[line.rank - 1]
        for line in lines
        if line.rank is not None and line.rank <= len(seats)
    }


def open_ties(lines: Sequence[Line], prizes: Sequence[Prize]) -> list[tuple[UUID, ...]]:
    """Groups of equals that would receive different awards: people decide, not the machine."""
    seats = [prize.award for prize in prizes for _ in range(prize.count)]
    groups = {
        tuple(sorted((line.entry, *line.tied_with), key=str))
        for line in lines
        if line.rank is not None and line.tied_with and _crosses(line, seats)
    }
    return sorted(groups, key=str)


def _crosses(line: Line, seats: Sequence[UUID]) -> bool:
    """Do the places this group occupies belong to more than one award (or to one and none)?"""
    assert line.rank is not None
    last = line.rank + len(line.tied_with)
    held = {
        seats[place - 1] if place <= len(seats) else None for place in range(line.rank, last + 1)
    }
    return len(held) > 1


@dataclass(frozen=True)
class Axis:
    """The ground of a plot: all values lie between `low` and `high`; `marks` are round numbers."""

    low: int
    high: int
    marks: tuple[int, ...]


def axis_of(values: Sequence[Decimal], *, marks: int = 5) -> Axis:
    """An axis with about `marks` round marks around the values; 0 to 10 for none."""
    low, high = (int(min(values)), int(max(values)) + 1) if values else (0, 10)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if (high - low) <= s * marks)
    first, last = low // step * step, -(-high // step) * step
    return Axis(first, last, tuple(range(first, last + 1, step)))
