"""A question of a form: what may be asked, within which limits, and of whom.

`least` and `most` are kept as text, for their meaning depends on the kind: characters, a number, a
day, or how many choices, rows or files.
"""

import enum
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any


class Kind(enum.StrEnum):
    SHORT = "short"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SEVERAL = "several"
    LINK = "link"
    FILE = "file"
    PEOPLE = "people"


WITH_CHOICES = (Kind.CHOICE, Kind.SEVERAL)
UNLIMITED = (Kind.CHOICE, Kind.LINK)
COUNTED = {Kind.SHORT: 300, Kind.LONG: 6000, Kind.SEVERAL: 20, Kind.FILE: 5, Kind.PEOPLE: 12}
USUAL = {Kind.SHORT: 200, Kind.LONG: 3000, Kind.FILE: 1, Kind.PEOPLE: 6}
PARTS = {"summary": True, "benefit": True, "link": False}  # may be left out; usually needed?
MOST_QUESTIONS, MOST_CHOICES = 40, 20
PLAIN_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,4})?")


class Unsound(ValueError):
    """A question nobody could answer; `part` says where it goes wrong."""

    def __init__(self, part: str, flaw: str) -> None:
        super().__init__(f"{part}: {flaw}")
        self.part, self.flaw = part, flaw


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as far as answers are concerned; its words are kept elsewhere.

    `stage`: which stage of judging an entry has to reach to be asked; 1 is with the entry itself.
    """

    key: str
    kind: Kind
    is_required: bool = False
    least: str = ""
    most: str = ""
    choices: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    depends_on: str = ""
    depends_value: str = ""
    names_people: bool = False
    stage: int = 1

    @property
    def tells_who(self) -> bool:
        """Would a juror who reads without names learn from it who wrote the entry?"""
        return self.names_people or self.kind is Kind.PEOPLE

    def limit(self, bound: str) -> Any:
        """The lower or upper bound in its own kind; None where there is none."""
        text = self.least if bound == "least" else self.most
        if not text:
            return USUAL.get(self.kind) if bound == "most" else None
        return read_limit(self.kind, text)

    @property
    def rows(self) -> int:
        return int(self.limit("most") or USUAL[Kind.PEOPLE])

    def check(self) -> None:
        """Raises Unsound where limits or choices cannot be met."""
        for part in ("least", "most"):
            _check_limit(self, part)
        low, high = self.limit("least"), self.limit("most")
        if low is not None and high is not None and low > high:
            raise Unsound("most", "backwards")
        if self.kind in WITH_CHOICES and len(self.choices) < 2:
            raise Unsound("choices", "few")
        if len(self.choices) > MOST_CHOICES:
            raise Unsound("choices", "many")
        if self.kind is Kind.SEVERAL and (low or 0) > len(self.choices):
            raise Unsound("least", "high")


def _check_limit(asked: Asked, part: str) -> None:
    text = asked.least if part == "least" else asked.most
    if not text:
        return
    if asked.kind in UNLIMITED:
        raise Unsound(part, "none")
    try:
        value = read_limit(asked.kind, text)
    except (ValueError, InvalidOperation) as flaw:
        raise Unsound(part, "unreadable") from flaw
    if asked.kind in COUNTED and not 0 < value <= COUNTED[asked.kind]:
        raise Unsound(part, "high")


def read_limit(kind: Kind, text: str) -> Any:
    if kind is Kind.DATE:
        return date.fromisoformat(text)
    if kind is Kind.NUMBER:
        if not PLAIN_NUMBER.fullmatch(text):
            raise ValueError(text)
        return Decimal(text)
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise ValueError(text)
    return int(text)


def is_asked(asked: Asked, sector: str, answers: Mapping[str, Any], among: Collection[str]) -> bool:
    """Does the question concern an entry in this field, after these answers?

    `among` are the keys still asked: a question hangs on nothing once the other is taken away.
    """
    if asked.sectors and sector not in asked.sectors:
        return False
    if not asked.depends_on or asked.depends_on not in among:
        return True
    given = answers.get(asked.depends_on)
    return asked.depends_value in (given if isinstance(given, list) else [given])


def concerned(
    form: Sequence[Asked], sector: str, answers: Mapping[str, Any], *, reached: int = 1
) -> list[Asked]:
    """What is asked of an entry that has come as far as this stage of judging.

    A question behind one that is not asked is not asked either.
    """
    told, keys = [], {one.key for one in form}
    known = dict(answers)
    for one in form:
        if one.stage <= reached and is_asked(one, sector, known, keys):
            told.append(one)
        else:
            known.pop(one.key, None)
    return told


def may_hang_on(form: Iterable[Asked], position: int, stage: int) -> list[Asked]:
    """Only on a question with choices that comes before: no circles, and it reads downwards.

    Nor on one of a later stage: nobody has answered that yet.
    """
    above = (one for at, one in enumerate(form) if at < position and one.stage <= stage)
    return [one for one in above if one.kind in WITH_CHOICES]
