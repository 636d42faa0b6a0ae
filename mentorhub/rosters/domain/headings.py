"""Which column holds what: the row of headings is found among titles, in one line or in two."""

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentorhub.matching.domain.analyser import fold
from mentorhub.sheets.domain.headings import meant
from mentorhub.sheets.domain.reading import Cell, Rows

SEARCHED = 40


class Column(enum.StrEnum):
    """What is kept of a member, and nothing else."""

    NUMBER = "number"  # the STT: it numbers lines, not people
    NAME = "name"
    FAMILY = "family"
    GIVEN = "given"
    BORN = "born"
    BRANCH = "branch"
    POSITION = "position"
    PHONE = "phone"
    EMAIL = "email"


_WORDS = {
    Column.NUMBER: "stt|so tt|tt|so thu tu|no|n°|nr|thu tu",
    Column.NAME: "ho va ten|ho ten|ho va ten doan vien|ho ten doan vien|ten doan vien|hoten|"
    "ho va ten khai sinh|ho va ten hoi vien|ho va ten thanh vien|ho ten thanh vien|"
    "full name|name|nom complet|nom et prenom|ho, chu dem va ten|ho va ten hoc sinh|"
    "ho va ten sinh vien|ho ten hoc sinh|ho ten sinh vien",
    Column.FAMILY: "ho|ho dem|ho va ten dem|ho va chu dem|ho lot|ho va ten lot|ho ten dem|"
    "ho va dem",
    Column.GIVEN: "ten|ten goi|given name|prenom",
    Column.BORN: "ngay sinh|nam sinh|ngay thang nam sinh|ngay, thang, nam sinh|sinh ngay|"
    "ngay/thang/nam sinh|ngay thang nam sinh (dd/mm/yyyy)|sinh nam|ngay sinh (dd/mm/yyyy)|"
    "date of birth|birth date|birth year|year of birth|annee de naissance|date de naissance|"
    "nam sinh nam|nam sinh nu|ngay sinh nam|ngay sinh nu|ngay thang nam sinh nam|"
    "ngay thang nam sinh nu|ngay, thang, nam sinh nam|ngay, thang, nam sinh nu",
    Column.BRANCH: "chi doan|chi doan sinh hoat|ten chi doan|chi doan/lop|lop|don vi|branch|"
    "don vi sinh hoat|to chuc doan|chi doan co so|noi sinh hoat|noi sinh hoat doan|section",
    Column.POSITION: "chuc vu|chuc danh|chuc vu doan|chuc vu trong doan|chuc vu hien nay|"
    "nhiem vu|position|role|fonction",
    Column.PHONE: "so dien thoai|dien thoai|sdt|so dt|dt|dien thoai di dong|so dien thoai di dong|"
    "di dong|dtdd|dien thoai lien he|so dien thoai lien he|phone|mobile|phone number|telephone",
    Column.EMAIL: "email|e-mail|thu dien tu|dia chi email|dia chi thu dien tu|mail|courriel|gmail",
}
_MEANING = {words: column for column, all_ in _WORDS.items() for words in all_.split("|")}
_SENSITIVE = re.compile(
    r"\b(?:cccd|cmnd|cmt|can cuoc|chung minh|dinh danh|dan toc|ton giao|tin nguong|"
    r"ethnic\w*|religion\w*|id (?:card|number)|ethnie|ho chieu|passport|bao hiem|bhxh|bhyt)\b"
)
_TOLD_APART = (Column.NAME, Column.FAMILY, Column.GIVEN, Column.PHONE, Column.EMAIL)


class NoHeadings(Exception):
    """The list cannot be read: `no_headings`, `no_name` or `twice` (then `heading` says which)."""

    def __init__(self, reason: str, heading: str = "") -> None:
        super().__init__(reason)
        self.reason, self.heading = reason, heading


@dataclass(frozen=True)
class Headings:
    """Where the columns are; `first` is the index of the first row below the headings."""

    first: int
    columns: dict[int, Column]
    sensitive: tuple[str, ...]
    unused: tuple[str, ...]
    labels: tuple[tuple[str, ...], ...]

    def has(self, column: Column) -> bool:
        return column in self.columns.values()


def meaning(label: str) -> Column | None:
    """What a column with this heading holds, if it is something that is kept."""
    return meant(label, _MEANING)


def headings(rows: Rows) -> Headings:
    """Find the headings. Raises NoHeadings."""
    best = max(range(min(SEARCHED, len(rows))), key=lambda i: (_known(rows[i]), -i), default=0)
    if not rows or not _known(rows[best]):
        raise NoHeadings("no_headings")
    upper = [_text(cell) for cell in rows[best]]
    below = rows[best + 1] if best + 1 < len(rows) else []
    two = _continues(upper, below)
    labels = _joined(upper, [_text(cell) for cell in below]) if two else upper
    return _understood(labels, best + (2 if two else 1), rows[best : best + (2 if two else 1)])


def _understood(labels: Sequence[str], first: int, seen: Rows) -> Headings:
    columns: dict[int, Column] = {}
    sensitive: list[str] = []
    unused: list[str] = []
    for place, label in enumerate(labels):
        column = None if _SENSITIVE.search(fold(label)) else meaning(label)
        if column is not None:
            if column in _TOLD_APART and column in columns.values():
                raise NoHeadings("twice", label)
            columns[place] = column
        elif label:
            (sensitive if _SENSITIVE.search(fold(label)) else unused).append(label)
    held = set(columns.values())
    if Column.NAME not in held and Column.GIVEN not in held:
        raise NoHeadings("no_name")
    kept = tuple(tuple(_text(cell) for cell in row) for row in seen)
    return Headings(first, columns, _once(sensitive), _once(unused), kept)


def _once(labels: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(labels))


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ""


def _known(row: Sequence[Cell]) -> int:
    """How many headings the row holds; one word alone may be part of a title or of the list."""
    found = {meaning(cell) for cell in row if isinstance(cell, str) and cell} - {None}
    names = found & {Column.NAME, Column.GIVEN}
    return len(found) if len(found) > 1 or names else 0


def _continues(upper: Sequence[str], below: Sequence[Cell]) -> bool:
    """Is the next row the second line of the headings? Then no name stands below the name."""
    if not any(isinstance(cell, str) and cell for cell in below):
        return False
    if any(not isinstance(cell, str) for cell in below if cell is not None):
        return False
    named = [i for i, label in enumerate(upper) if meaning(label) in (Column.NAME, Column.GIVEN)]
    under = [_text(below[i]) if i < len(below) else "" for i in named]
    inside = {meaning(text) for text in map(_text, below)}
    if {Column.FAMILY, Column.GIVEN} <= inside:
        return True
    joined = _joined(upper, [_text(cell) for cell in below])
    gains = sum(meaning(label) is not None for label in joined) >= sum(
        meaning(label) is not None for label in upper
    )
    return gains and not any(under)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two lines as one: a merged cell above holds for all cells below it."""
    joined, above = [], ""
    for place in range(max(len(upper), len(lower))):
        top = upper[place] if place < len(upper) else ""
        under = lower[place] if place < len(lower) else ""
        above = top or (above if under else "")
        if meaning(under) in (Column.FAMILY, Column.GIVEN):
            joined.append(under)
        else:
            joined.append(" ".join(filter(None, (above, under))))
    return joined
