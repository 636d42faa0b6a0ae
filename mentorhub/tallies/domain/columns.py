"""The columns of a tally, and what single cells of them say."""

import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mentorhub.judging.domain.scoring import Criterion
from mentorhub.matching.domain.analyser import fold
from mentorhub.sheets.domain.reading import Cell, as_text


class Column(enum.StrEnum):
    """Columns beside those of the criteria, which go by the keys of their criteria."""

    NUMBER = "number"
    ENTRY = "entry"
    TITLE = "title"
    JUROR = "juror"
    FEEDBACK = "feedback"
    NOTE = "note"


class Flaw(enum.StrEnum):
    """What is wrong with a line of a tally, or, of the last, with the whole of it."""

    NO_ENTRY = "no_entry"
    NO_JUROR = "no_juror"
    MISSING = "missing"
    NOT_A_NUMBER = "not_a_number"
    DATE = "date"
    RANGE = "range"
    STEP = "step"
    LONG = "long"
    REPEATED = "repeated"
    ENTRY = "entry"
    JUROR = "juror"
    NOT_HANDED = "not_handed"
    CLOSE = "close"
    VOID = "void"
    BEGUN = "begun"
    LOCKED = "locked"
    SILENT = "silent"
    CRITERIA = "criteria"


_WORDS = {
    Column.NUMBER: "stt|so tt|no|n°",
    Column.ENTRY: "ma bai|ma bai thi|bai|bai thi|ma so|code of the entry|entry|entry code|"
    "code du dossier|dossier",
    Column.TITLE: "ten bai|ten bai thi|ten bai du thi|tieu de|title|title of the entry|titre|"
    "titre du dossier",
    Column.JUROR: "ma giam khao|giam khao|code of the juror|juror|juror code|code du jure|jure",
    Column.FEEDBACK: "nhan xet|loi nhan xet cho doi|nhan xet cho doi|remark|remark for the team|"
    "remark to the team|remarque|remarque pour l'equipe",
    Column.NOTE: "ghi chu|ghi chu cho diem thap|note|note on low points|"
    "note sur les points faibles",
}
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}(?:[.,][0-9]{1,6})?")
_ENTRY = re.compile(r"(?:[^\W\d_]{1,4}\s*-?\s*)?0*(\d{1,5})")


@dataclass(frozen=True)
class Asked:
    """A criterion as a tally asks for it: its place among all, and its name in each language."""

    position: int
    names: tuple[str, ...]
    criterion: Criterion[str]


def meanings(criteria: Iterable[Asked]) -> dict[str, str]:
    """{heading, folded: column}. A name two criteria share needs the number in front of it."""
    words = {one: column.value for column, all_ in _WORDS.items() for one in all_.split("|")}
    bare: dict[str, set[str]] = {}
    for asked in criteria:
        for name in asked.names:
            heading = _plain(name)
            words[f"{asked.position}. {heading}"] = asked.criterion.key
            bare.setdefault(heading, set()).add(asked.criterion.key)
    for heading, keys in bare.items():
        if len(keys) == 1:
            words.setdefault(heading, *keys)
    return words


def _plain(name: str) -> str:
    """As `sheets.domain.headings.meant` looks a heading up."""
    plain = re.sub(r"\s*[*:.]+\s*$", "", fold(name).replace("’", "'")).strip()
    return re.sub(r"\s*\([^)]*\)\s*$", "", plain)


def entry_in(cell: Cell) -> int | None:
    """The number of an entry: AG-03, AG 3, or 3."""
    found = _ENTRY.fullmatch(as_text(cell).strip())
    return int(found[1]) if found else None


def juror_in(cell: Cell) -> str:
    return "".join(sign for sign in as_text(cell).upper() if sign.isalnum())


def points_in(cell: Cell, criterion: Criterion[str]) -> Decimal | Flaw:
    """Points as the criterion allows them, with a comma or a dot, or what is wrong with them."""
    if isinstance(cell, date):
        return Flaw.DATE
    text = str(round(cell, 6)) if isinstance(cell, float) else (cell or "").strip()
    if not text:
        return Flaw.MISSING
    if not _NUMBER.fullmatch(text):
        return Flaw.NOT_A_NUMBER
    points = Decimal(text.replace(",", "."))
    if not 0 <= points <= criterion.maximum:
        return Flaw.RANGE
    return points if criterion.allows(points) else Flaw.STEP
