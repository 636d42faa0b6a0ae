"""A tally as a file: what each row says of one juror's sheet, or what is wrong with it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mentorhub.sheets.domain.headings import Heads, heads_in
from mentorhub.sheets.domain.reading import Cell, Rows, as_text
from mentorhub.tallies.domain.columns import (
    Asked,
    Column,
    Flaw,
    entry_in,
    juror_in,
    meanings,
    points_in,
)

MOST_LINES = 600
FEEDBACK_LONGEST = 3000
NOTE_LONGEST = 2000


class NoTally(Exception):
    """`no_headings`, `no_entry`, `no_juror`, `no_criterion`, `no_lines` or `many`."""

    def __init__(self, reason: str, criterion: str = "") -> None:
        super().__init__(reason)
        self.reason, self.criterion = reason, criterion


@dataclass(frozen=True)
class Problem:
    """A mistake: the line as Excel numbers it (0: the file), what it is, in which column."""

    line: int
    what: str
    text: str = ""
    criterion: str = ""


@dataclass(frozen=True)
class Line:
    """One juror's sheet; `points` are {criterion: decimal as text}, wrong ones left out."""

    number: int
    entry: int
    juror: str
    points: Mapping[str, str]
    feedback: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tally:
    """What a file says; `empty` rows name a sheet and give it nothing.

    `rubric` is the fingerprint of the criteria it was read by.
    """

    rubric: str
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    empty: int


@dataclass
class _Reading:
    heads: Heads[str]
    criteria: Sequence[Asked]
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[tuple[int, str], int] = field(default_factory=dict)
    empty: int = 0


def fingerprint(criteria: Iterable[Asked]) -> str:
    """The same for the same criteria on the same scales, in the same order."""
    told = [
        [one.criterion.key, f"{one.criterion.maximum:.2f}", f"{one.criterion.step:.2f}"]
        for one in criteria
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def tally_in(rows: Rows, criteria: Sequence[Asked]) -> Tally:
    """Understand the rows of a file. Raises NoTally."""
    heads = heads_in(rows, meanings(criteria))
    if heads is None:
        raise NoTally("no_headings")
    there = set(heads.columns.values())
    for column in (Column.ENTRY, Column.JUROR):
        if column.value not in there:
            raise NoTally(f"no_{column.value}")
    if lacking := [one for one in criteria if one.criterion.key not in there]:
        raise NoTally("no_criterion", lacking[0].criterion.key)
    reading = _Reading(heads, criteria)
    for number, row in enumerate(rows[heads.first :], start=heads.first + 1):
        _read(reading, number, {what: row[i] for i, what in heads.columns.items() if i < len(row)})
    if len(reading.lines) > MOST_LINES:
        raise NoTally("many")
    if not reading.lines and not reading.problems:
        raise NoTally("no_lines")
    found = (tuple(reading.lines), tuple(reading.problems), heads.unused, reading.empty)
    return Tally(fingerprint(criteria), *found)


def _read(reading: _Reading, number: int, cells: Mapping[str, Cell]) -> None:
    said = {what for what, cell in cells.items() if cell not in ("", None)}
    keys = {one.criterion.key for one in reading.criteria}
    if not said & (keys | {Column.FEEDBACK.value, Column.NOTE.value}):
        reading.empty += bool(said & {Column.ENTRY.value, Column.JUROR.value})
        return
    entry, juror = entry_in(cells.get(Column.ENTRY)), juror_in(cells.get(Column.JUROR))
    words = {what: as_text(cells.get(what)).strip() for what in (Column.FEEDBACK, Column.NOTE)}
    wrong = []
    if entry is None:
        wrong.append(Problem(number, Flaw.NO_ENTRY, as_text(cells.get(Column.ENTRY))[:40]))
    if not juror:
        wrong.append(Problem(number, Flaw.NO_JUROR))
    points = _points(reading, number, cells, wrong)
    if len(words[Column.FEEDBACK]) > FEEDBACK_LONGEST or len(words[Column.NOTE]) > NOTE_LONGEST:
        wrong.append(Problem(number, Flaw.LONG))
    if entry is not None and juror:
        earlier = reading.seen.setdefault((entry, juror), number)
        if earlier == number:
            texts = (words[Column.FEEDBACK], words[Column.NOTE])
            reading.lines.append(Line(number, entry, juror, points, *texts))
        else:
            wrong.append(Problem(number, Flaw.REPEATED, str(earlier)))
    reading.problems += wrong


def _points(
    reading: _Reading, number: int, cells: Mapping[str, Cell], wrong: list[Problem]
) -> dict[str, str]:
    found = {}
    for asked in reading.criteria:
        key = asked.criterion.key
        points = points_in(cells.get(key), asked.criterion)
        if isinstance(points, Decimal):
            found[key] = f"{points:.2f}"
        else:
            wrong.append(Problem(number, points, as_text(cells.get(key))[:40], key))
    return found
