"""A list of ideas: what each row says of an author and an idea, or what is wrong with it."""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mentorhub.ideas.domain.workflow import TEXT_LONGEST, TEXTS, TITLE_LONGEST, missing
from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.letters import tidy
from mentorhub.rosters.domain.branches import branch_key
from mentorhub.rosters.domain.cells import wrong_with_name, year_in
from mentorhub.sheets.domain.headings import Heads, heads_in
from mentorhub.sheets.domain.reading import Cell, Rows, as_text
from mentorhub.slips.domain import needs_guardian, sign_of
from mentorhub.slips.domain.columns import EXAMPLE, MEANING, WAYS, Column, day_in, is_yes, sector_of

MOST_LINES = 300


class Flaw(enum.StrEnum):
    """What is wrong with a line, beside what may be wrong with a name or a year."""

    NO_YEAR = "no_year"
    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    LONG_TEXT = "long_text"
    SECTOR = "sector"
    NOT_AGREED = "not_agreed"
    AGREED = "agreed"
    GUARDIAN = "guardian"
    UNIT = "unit"
    DAY = "day"


@dataclass(frozen=True)
class Problem:
    """A mistake: the line as Excel numbers it, which it is, and the text it is about."""

    line: int
    what: str
    text: str = ""


@dataclass(frozen=True)
class Line:
    """One idea of the list; `unit` is the key of a branch, or empty for the unit of the list."""

    number: int
    name: str
    birth_year: int
    agreed: str
    guardian_agreed: bool
    written_on: str
    unit: str
    title: str
    sector: str
    problem: str
    solution: str
    benefit: str

    @property
    def sign(self) -> str:
        return sign_of(self.name, self.birth_year, self.title)

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("title", "sector", *TEXTS)}

    @property
    def is_complete(self) -> bool:
        return not missing(self.texts)


@dataclass(frozen=True)
class Pile:
    """What a file says; `repeated` are lines that say the same as an earlier one."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    repeated: tuple[tuple[int, int], ...]


@dataclass
class _Reading:
    heads: Heads[Column]
    units: Mapping[str, object]
    today: date
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)


class NoList(Exception):
    """`no_headings`, `no_name`, `no_title` or `many`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def pile_in(rows: Rows, units: Mapping[str, object], *, today: date) -> Pile:
    """Understand the rows of a file; `units` are the branches by their keys. Raises NoList."""
    heads = heads_in(rows, MEANING)
    if heads is None:
        raise NoList("no_headings")
    for column in (Column.NAME, Column.TITLE):
        if column not in heads.columns.values():
            raise NoList(f"no_{column.value}")
    reading = _Reading(heads, units, today)
    for number, row in enumerate(rows[heads.first :], start=heads.first + 1):
        _read(reading, number, {what: row[i] for i, what in heads.columns.items() if i < len(row)})
    if len(reading.lines) + len(reading.problems) > MOST_LINES:
        raise NoList("many")
    return Pile(
        tuple(reading.lines), tuple(reading.problems), heads.unused, tuple(reading.repeated)
    )


def _read(reading: _Reading, number: int, cells: Mapping[Column, Cell]) -> None:
    said = {what for what, cell in cells.items() if cell not in ("", None)}
    if said <= {Column.NUMBER} or fold(as_text(cells.get(Column.NUMBER))) in EXAMPLE:
        return
    if not said & {Column.TITLE, *map(Column, TEXTS)} and len(said - {Column.NUMBER}) == 1:
        return  # a sum, a signature, a line between
    texts = {what: as_text(cells.get(what)) for what in Column}
    year, wrong_year = year_in(cells.get(Column.BORN), today=reading.today)
    day = day_in(cells.get(Column.DAY), today=reading.today)
    found = [(one.value, text) for one, text in wrong_with_name(tidy(texts[Column.NAME]))]
    found += [(one.value, text) for one, text in ([wrong_year] if wrong_year else [])]
    found += [(one.value, text) for one, text in _flaws(reading, texts, year, day)]
    if wrong_year is None and year is None:
        found.append((Flaw.NO_YEAR.value, ""))
    if found:
        reading.problems += [Problem(number, what, text[:60]) for what, text in found]
    else:
        assert year is not None
        assert day is not None
        _keep(reading, _line(number, texts, year, day))


def _flaws(
    reading: _Reading, texts: Mapping[Column, str], year: int | None, day: date | None
) -> Iterator[tuple[Flaw, str]]:
    if not texts[Column.TITLE]:
        yield Flaw.NO_TITLE, ""
    elif len(texts[Column.TITLE]) > TITLE_LONGEST:
        yield Flaw.LONG_TITLE, texts[Column.TITLE]
    for name in TEXTS:
        if len(texts[Column(name)]) > TEXT_LONGEST:
            yield Flaw.LONG_TEXT, texts[Column(name)]
    if texts[Column.SECTOR] and not sector_of(texts[Column.SECTOR]):
        yield Flaw.SECTOR, texts[Column.SECTOR]
    if not texts[Column.AGREED]:
        yield Flaw.NOT_AGREED, ""
    elif fold(texts[Column.AGREED]) not in WAYS:
        yield Flaw.AGREED, texts[Column.AGREED]
    if year and needs_guardian(year, reading.today) and not is_yes(texts[Column.GUARDIAN]):
        yield Flaw.GUARDIAN, texts[Column.NAME]
    if texts[Column.UNIT] and branch_key(texts[Column.UNIT]) not in reading.units:
        yield Flaw.UNIT, texts[Column.UNIT]
    if day is None:
        yield Flaw.DAY, texts[Column.DAY]


def _line(number: int, texts: Mapping[Column, str], year: int, day: date) -> Line:
    unit = texts[Column.UNIT]
    return Line(
        number,
        tidy(texts[Column.NAME]),
        year,
        WAYS[fold(texts[Column.AGREED])].value,
        is_yes(texts[Column.GUARDIAN]),
        day.isoformat(),
        branch_key(unit) if unit else "",
        texts[Column.TITLE],
        sector_of(texts[Column.SECTOR]),
        *(texts[Column(name)] for name in TEXTS),
    )


def _keep(reading: _Reading, line: Line) -> None:
    if (earlier := reading.seen.setdefault(line.sign, line.number)) != line.number:
        reading.repeated.append((line.number, earlier))
    else:
        reading.lines.append(line)
