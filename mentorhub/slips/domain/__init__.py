"""What a slip of paper says of its author, and how two slips are known to be the same."""

import enum
import hashlib
from dataclasses import dataclass
from datetime import date

from mentorhub.accounts.domain.ages import ADULT, GUARDED_UNTIL, may_be_under
from mentorhub.matching.domain.analyser import fold


class Agreed(enum.StrEnum):
    """How the author agreed that somebody types the idea and keeps the name beside it."""

    SIGNED = "signed"
    SPOKEN = "spoken"
    PHONED = "phoned"


@dataclass(frozen=True)
class Author:
    """Whose idea it is, as the slip says, before they have an account."""

    name: str
    birth_year: int
    agreed: Agreed
    guardian_agreed: bool
    written_on: date


def needs_guardian(birth_year: int, on: date) -> bool:
    """May the author be under 16? Then a guardian has to have agreed as well."""
    return may_be_under(GUARDED_UNTIL, birth_year, on)


def shown_name(name: str, birth_year: int | None, on: date) -> str:
    """Of a minor, or of somebody whose age is not known, the given name only."""
    if birth_year is not None and not may_be_under(ADULT, birth_year, on):
        return name
    return name.split()[-1] if name else ""


def plain(text: str) -> str:
    """The same however marks, capitals and spaces are written."""
    return " ".join(fold(text).split())


def sign_of(name: str, birth_year: int | None, title: str) -> str:
    """The same for two slips of one author with one title, however marks and spaces are written."""
    said = (plain(text) for text in (name, str(birth_year or ""), title))
    return hashlib.sha256("\x1f".join(said).encode()).hexdigest()
