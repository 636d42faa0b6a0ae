"""What a tally would change: compared with the sheets as they are, before anything is written.

Nothing here knows a mark that is on a sheet, so no answer to a file gives one away.
"""

import enum
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mentorhub.judging.domain.scoring import Given
from mentorhub.tallies.domain.columns import Asked, Flaw
from mentorhub.tallies.domain.lines import Line, Problem, Tally, fingerprint


class Standing(enum.StrEnum):
    """How a sheet stands; only one nobody has begun takes marks from a file."""

    OPEN = "open"
    BEGUN = "begun"
    LOCKED = "locked"
    VOID = "void"
    CLOSE = "close"


REFUSED = {
    Standing.BEGUN: Flaw.BEGUN,
    Standing.LOCKED: Flaw.LOCKED,
    Standing.VOID: Flaw.VOID,
    Standing.CLOSE: Flaw.CLOSE,
}


@dataclass(frozen=True)
class Sheet:
    """One juror's sheet of one entry, by its key, and how it stands."""

    key: str
    entry: int
    juror: str
    standing: Standing


@dataclass(frozen=True)
class Table:
    """What the files of a stage are compared with: its entries, seats, sheets and criteria."""

    entries: frozenset[int]
    jurors: frozenset[str]
    sheets: Sequence[Sheet]
    criteria: Sequence[Asked]
    note_below: int | None = None


@dataclass(frozen=True)
class Plan:
    """The lines with the sheets they would fill, or every reason why none is filled."""

    lines: tuple[tuple[str, Line], ...]
    problems: tuple[Problem, ...]
    digest: str


def compared(tally: Tally, table: Table) -> Plan:
    """The digest covers every mark and word, and the criteria they were given by."""
    found: Mapping[tuple[int, str], Sheet] = {(s.entry, s.juror): s for s in table.sheets}
    problems = list(tally.problems)
    if tally.rubric != fingerprint(table.criteria):
        problems.append(Problem(0, Flaw.CRITERIA))
    lines = []
    for line in tally.lines:
        sheet = found.get((line.entry, line.juror))
        problems += _wrong(line, sheet, table)
        if sheet is not None:
            lines.append((sheet.key, line))
    flawed = {one.line for one in problems}
    lines = [one for one in lines if one[1].number not in flawed]
    problems.sort(key=lambda one: one.line)
    return Plan(tuple(lines), tuple(problems), _digest(tally, lines))


def _wrong(line: Line, sheet: Sheet | None, table: Table) -> Iterable[Problem]:
    if line.entry not in table.entries:
        yield Problem(line.number, Flaw.ENTRY, str(line.entry))
    if line.juror not in table.jurors:
        yield Problem(line.number, Flaw.JUROR, line.juror[:20])
    if line.entry not in table.entries or line.juror not in table.jurors:
        return
    if sheet is None:
        yield Problem(line.number, Flaw.NOT_HANDED, line.juror)
    elif sheet.standing in REFUSED:
        yield Problem(line.number, REFUSED[sheet.standing], line.juror)
    else:
        yield from _silent(line, table)


def _silent(line: Line, table: Table) -> Iterable[Problem]:
    for asked in table.criteria:
        key = asked.criterion.key
        given = Given(Decimal(line.points[key]), line.note) if key in line.points else Given()
        if given.needs_words(asked.criterion, table.note_below):
            yield Problem(line.number, Flaw.SILENT, criterion=key)


def _digest(tally: Tally, lines: Sequence[tuple[str, Line]]) -> str:
    told = sorted(
        [key, sorted(line.points.items()), line.feedback, line.note] for key, line in lines
    )
    return hashlib.sha256(json.dumps([tally.rubric, told]).encode()).hexdigest()
