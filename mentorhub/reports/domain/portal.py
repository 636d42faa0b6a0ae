"""The list for the national idea portal: which ideas, in which order of columns.

The portal is filled in by people. Nothing here reads it or writes to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from urllib.parse import urlencode

STATES = ("open", "posted", "all")
WIDTHS = (26, 28, 16, 26, 24, 44, 90)


@dataclass(frozen=True)
class Wanted:
    """A part of the list: not posted yet, posted, or all, approved from one day to another."""

    state: str = "open"
    since: date | None = None
    until: date | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Wanted":
        """From the parts of an address; ValueError where a day is none."""
        state = given.get("state", "")
        days = (_day(given.get(name, "")) for name in ("since", "until"))
        return cls(state if state in STATES else "open", *days)

    @property
    def parts(self) -> dict[str, str]:
        """What the address says, without what goes without saying."""
        days = {"since": self.since, "until": self.until}
        told = {name: day.isoformat() for name, day in days.items() if day}
        return told if self.state == "open" else {"state": self.state, **told}

    def address(self, **more: str) -> str:
        return urlencode({**self.parts, **more})

    def moments(self, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """From the first moment of the first day to that of the day after the last."""
        begins = (self.since, self.until and self.until + timedelta(days=1))
        first, last = (datetime.combine(day, time(), zone) if day else None for day in begins)
        return first, last


def _day(text: str) -> date | None:
    day = date.fromisoformat(text) if text else None
    if day is not None and not 2000 <= day.year <= 2999:
        raise ValueError(text)
    return day


@dataclass(frozen=True)
class Author:
    """As far as they may leave the house: somebody who did not agree to it has no name."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Row:
    author: Author
    unit: str
    field: str
    title: str
    summary: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Author, contact, unit, field, title, summary: the order of the portal's form."""
        author = self.author
        told = (self.unit, self.field, self.title, self.summary)
        return (author.name, author.email, author.phone, *told)


def summary(parts: Mapping[str, str]) -> str:
    """Heading → text, in one cell."""
    return "\n".join(
        f"{heading}: {text.strip()}" for heading, text in parts.items() if text.strip()
    )
