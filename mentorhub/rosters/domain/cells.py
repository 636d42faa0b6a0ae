"""What single cells say: a name, a year, a telephone number; or what is wrong with them."""

import enum
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from mentorhub.accounts.domain.addresses import phone_in
from mentorhub.accounts.domain.ages import birth_years
from mentorhub.accounts.domain.names import trouble_with_person
from mentorhub.matching.domain.letters import Trouble, tidy
from mentorhub.rosters.domain.headings import Column
from mentorhub.sheets.domain.reading import Cell, as_text
from mentorhub.units.domain import trouble_with_unit

LONGEST_NAME, LONGEST_WORDS = 80, 100
_EXCEL_BEGINS = date(1899, 12, 30)
_SERIALS = range(10_000, 60_000)
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")
_MONTH = re.compile(r"(\d{1,2})[/.\-](\d{4})")
# letters that no Vietnamese word holds: what VNI and TCVN3 fonts make of its marks
_OLD_FONT = re.compile(r"[aAeE][À-ÖØ-öø-ÿ]|[ñöøûïëåÿÑØ¨©ª«¬®µ¶·¸¹º»¼½¾]")


class Wrong(enum.StrEnum):
    """What is wrong with a line; the page says it in words."""

    NO_NAME = "no_name"
    NAME = "name"
    OLD_FONT = "old_font"
    LONG_NAME = "long_name"
    DATE = "date"
    SHORT_YEAR = "short_year"
    YEAR = "year"
    PHONE = "phone"
    EMAIL = "email"
    LONG = "long"
    BRANCH = "branch"


def wrong_with_name(name: str) -> Iterator[tuple[Wrong, str]]:
    trouble = trouble_with_person(name)
    if not name or trouble is Trouble.NO_WORD:
        yield Wrong.NO_NAME, name
    elif _OLD_FONT.search(name):
        yield Wrong.OLD_FONT, name
    elif trouble is not None:
        yield Wrong.NAME, name
    elif len(name) > LONGEST_NAME:
        yield Wrong.LONG_NAME, name[:LONGEST_NAME]


def wrong_with_contacts(
    cells: Mapping[Column, str], phone: str | None, email: str | None
) -> Iterator[tuple[Wrong, str]]:
    if cells.get(Column.PHONE) and not phone:
        yield Wrong.PHONE, cells[Column.PHONE]
    if cells.get(Column.EMAIL) and not email:
        yield Wrong.EMAIL, cells[Column.EMAIL]


def wrong_with_branch(name: str) -> Iterator[tuple[Wrong, str]]:
    """It becomes the name of a unit, and obeys what those obey."""
    if name and trouble_with_unit(tidy(name)):
        yield Wrong.BRANCH, name[:LONGEST_WORDS]


def too_long(cells: Mapping[Column, str]) -> list[tuple[Wrong, str]]:
    texts = (cells.get(Column.BRANCH, ""), cells.get(Column.POSITION, ""))
    return [(Wrong.LONG, text[:LONGEST_WORDS]) for text in texts if len(text) > LONGEST_WORDS]


def phone_of(text: str) -> str | None:
    """A number, also one whose leading zero Excel took away."""
    bare = text.lstrip("'")
    return phone_in(bare) or (phone_in(f"0{bare}") if re.fullmatch(r"[35789]\d{8}", bare) else None)


def year_in(cell: Cell, *, today: date) -> tuple[int | None, tuple[Wrong, str] | None]:
    """The year of birth a cell tells of, however it is written, or what is wrong with it."""
    text = as_text(cell)
    if not text:
        return None, None
    try:
        year = cell.year if isinstance(cell, date) else _year(text)
    except ValueError:
        return None, (Wrong.DATE, text)
    if year is None:
        short = re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2}|\d{2}", text)
        return None, (Wrong.SHORT_YEAR if short else Wrong.DATE, text)
    return (year, None) if year in birth_years(today) else (None, (Wrong.YEAR, text))


def _year(text: str) -> int | None:
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text) and int(float(text)) in _SERIALS:
        return (_EXCEL_BEGINS + timedelta(days=int(float(text)))).year
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
        return date(year, month, day).year
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
        return date(year, month, day).year
    if found := _MONTH.fullmatch(text):
        return date(int(found[2]), int(found[1]), 1).year
    return None
