"""Members as lines of a list: what a row says of a person, or what is wrong with it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from mentorhub.accounts.domain.addresses import email_in, email_key
from mentorhub.accounts.domain.ages import GUARDED_UNTIL, may_be_under
from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.letters import tidy
from mentorhub.rosters.domain.cells import (
    Wrong,
    phone_of,
    too_long,
    wrong_with_branch,
    wrong_with_contacts,
    wrong_with_name,
    year_in,
)
from mentorhub.rosters.domain.headings import Column, Headings, headings
from mentorhub.sheets.domain.reading import Cell, Rows, as_text

_BRANCH = re.compile(r"(?:[ivxlc\d]+[./)\s-]+)?((?:chi doan|lop|chi hoi)\b.*)", re.IGNORECASE)
_TONES = set("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True)
class Problem:
    """A mistake: the line as Excel numbers it, what it is, and the text it is about."""

    line: int
    wrong: Wrong
    text: str = ""


@dataclass(frozen=True)
class Line:
    """What is kept of one member. Empty means: the file does not say."""

    number: int
    name: str
    born: int | None = None
    branch: str = ""
    position: str = ""
    phone: str = ""
    email: str = ""

    @cached_property
    def key(self) -> str:
        return name_key(self.name)


@dataclass(frozen=True)
class Roster:
    """A whole list, understood."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    sensitive: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    left_aside: tuple[int, ...] = ()  # titles, sums, signatures between or below the lines
    repeated: tuple[tuple[int, int], ...] = ()  # lines that say the same as an earlier one
    young: int = 0  # under 16, whose number and address were left out


@dataclass
class _Reading:
    heads: Headings
    today: date
    branch: str = ""
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    repeated: list[tuple[int, int]] = field(default_factory=list)
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)
    young: int = 0


def name_key(name: str) -> str:
    """The same for two spellings of one name (Hoà, Hòa), another for another name (Hoa)."""
    return " ".join(_word_key(word) for word in name.lower().split())


def _word_key(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tones = sorted(sign for sign in parts if sign in _TONES)
    return unicodedata.normalize("NFC", "".join(s for s in parts if s not in _TONES)) + "".join(
        tones
    )


def roster_in(rows: Rows, *, today: date) -> Roster:
    """Understand the rows of a file. Raises NoHeadings."""
    heads = headings(rows)
    reading = _Reading(heads, today)
    for number, row in enumerate(rows[heads.first :], start=heads.first + 1):
        _read(reading, number, row)
    return Roster(
        tuple(reading.lines),
        tuple(reading.problems),
        heads.sensitive,
        heads.unused,
        tuple(reading.aside),
        tuple(reading.repeated),
        reading.young,
    )


def _read(reading: _Reading, number: int, row: Sequence[Cell]) -> None:
    said = [cell for cell in row if cell not in ("", None)]
    if not said or _repeats_headings(reading.heads, row):
        return
    words = [cell for cell in said if isinstance(cell, str)]
    if len(words) == 1 and len(said) <= 2 and _is_aside(reading, number, words[0], len(said)):
        return
    cells = _cells(reading.heads, row)
    name = tidy(cells.get(Column.NAME) or _put_together(cells))
    if not name and _is_only_numbered(reading.heads, row):
        return
    found = list(wrong_with_name(name))
    born, wrong = year_in(_raw(reading.heads, row, Column.BORN), today=reading.today)
    phone, email = phone_of(cells.get(Column.PHONE, "")), email_in(cells.get(Column.EMAIL, ""))
    found += [*([wrong] if wrong else []), *wrong_with_contacts(cells, phone, email)]
    found += [*wrong_with_branch(cells.get(Column.BRANCH, "")), *too_long(cells)]
    line = Line(
        number,
        name,
        born,
        cells.get(Column.BRANCH) or reading.branch,
        cells.get(Column.POSITION, ""),
        phone or "",
        email_key(email) if email else "",
    )
    _keep(reading, line, [Problem(number, what, text) for what, text in found])


def _keep(reading: _Reading, line: Line, problems: list[Problem]) -> None:
    if problems:
        reading.problems.extend(problems)
        return
    mark = (line.key, line.born, fold(line.branch), line.phone)
    if (earlier := reading.seen.setdefault(mark, line.number)) != line.number:
        reading.repeated.append((line.number, earlier))
        return
    if line.born is not None and may_be_under(GUARDED_UNTIL, line.born, reading.today):
        reading.young += bool(line.phone or line.email)
        line = replace(line, phone="", email="")
    reading.lines.append(line)


def _is_aside(reading: _Reading, number: int, text: str, cells: int) -> bool:
    """A row with one text: the name of the branch that follows, a sum, a signature; or a member."""
    if meant := _BRANCH.fullmatch(fold(text)):
        reading.branch = text[len(text) - len(meant[1]) :]
        wrong = wrong_with_branch(reading.branch)
        reading.problems.extend(Problem(number, what, words) for what, words in wrong)
        return True
    places = [i for i, column in reading.heads.columns.items() if column is Column.NAME]
    only_names = set(reading.heads.columns.values()) <= {Column.NUMBER, Column.NAME}
    if cells == 2 or (only_names and places):
        return False
    reading.aside.append(number)
    return True


def _repeats_headings(heads: Headings, row: Sequence[Cell]) -> bool:
    """Some programs print the headings again on every page."""
    texts = tuple(cell if isinstance(cell, str) else "" for cell in row)
    return any(texts == tuple(one[: len(texts)]) for one in heads.labels)


def _is_only_numbered(heads: Headings, row: Sequence[Cell]) -> bool:
    """An empty line of the form, with nothing but its STT."""
    places = {place for place, cell in enumerate(row) if cell not in ("", None)}
    return all(heads.columns.get(place) is Column.NUMBER for place in places)


def _cells(heads: Headings, row: Sequence[Cell]) -> dict[Column, str]:
    """The texts of the columns that are kept; of two columns for one thing, the filled one."""
    found: dict[Column, str] = {}
    for place, column in heads.columns.items():
        text = as_text(row[place]) if place < len(row) else ""
        if text and not found.get(column):
            found[column] = text
    return found


def _raw(heads: Headings, row: Sequence[Cell], wanted: Column) -> Cell:
    cells = (row[i] for i, column in heads.columns.items() if column is wanted and i < len(row))
    return next((cell for cell in cells if cell not in ("", None)), None)


def _put_together(cells: dict[Column, str]) -> str:
    return " ".join(filter(None, (cells.get(Column.FAMILY), cells.get(Column.GIVEN))))
