"""Who sits in a conversation, and what may not be handed over in it."""

import enum
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

WINDOW = timedelta(minutes=10)
MOST_MESSAGES = 20
MOST_REPORTS = 10
LONGEST = 4000


class Part(enum.StrEnum):
    MEMBER = "member"
    MENTOR = "mentor"
    OFFICER = "officer"


@dataclass(frozen=True)
class Seat:
    """Somebody in a conversation, and as what."""

    person: Any
    part: Part


@dataclass(frozen=True)
class Table:
    """What a feature says of one of its conversations, asked anew at each request.

    `guarded`: somebody under 18 sits here. No contact may be handed over then, and an officer
    has to sit with them. `unit` decides which safeguarding officer answers for it.
    """

    title: str
    unit: Any
    seats: tuple[Seat, ...]
    guarded: bool
    is_open: bool = True
    back: tuple[str, dict[str, Any]] | None = None

    @property
    def lacks_an_officer(self) -> bool:
        return self.guarded and not any(seat.part is Part.OFFICER for seat in self.seats)

    def seat_of(self, person: Any) -> Seat | None:
        return next((seat for seat in self.seats if seat.person.id == person.id), None)


_CONTACT = re.compile(
    r"(?:\+?84|0)(?:[\s.\-()]*\d){8,10}"  # a telephone number, however it is spaced
    r"|[\w.+\-]+\s*(?:@|\(at\)|\[at\])\s*[\w\-]+\s*(?:\.|\(dot\))\s*[a-z]{2,}"
    r"|(?:zalo\.me|facebook\.com|fb\.com|fb\.me|m\.me|t\.me|instagram\.com|tiktok\.com|wa\.me"
    r"|discord\.gg)",
    re.IGNORECASE,
)


def holds_contact(text: str) -> bool:
    """A number, an address or the page of a person: what leads out of the watched conversation."""
    return bool(_CONTACT.search(text))
