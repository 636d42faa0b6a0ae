"""Dates as a file calendars read (RFC 5545).

A moment is written in UTC, which every calendar shows in the zone of its reader; days have no zone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST = 73  # octets of a line before it is folded; the standard allows 75 with the line break
ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True, slots=True)
class Event:
    """One moment (`at`), or whole days from `at` to `until`, both included.

    A calendar knows it again by `uid` and takes the higher `sequence` for the newer one.
    """

    uid: str
    title: str
    at: datetime | date
    url: str
    sequence: int = 0
    until: date | None = None
    minutes: int = 0  # how long it takes, where it has a moment


def calendar(events: Iterable[Event], *, stamp: datetime, name: str = "") -> str:
    """Text is escaped, lines are folded and ended as required."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//MentorHub//MentorHub//VI"]
    if name:
        lines += [f"X-WR-CALNAME:{_escaped(name)}", f"X-WR-TIMEZONE:{ZONE}"]
    for event in events:
        lines += _lines(event, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _lines(event: Event, stamp: datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(stamp)}",
        f"SEQUENCE:{event.sequence}",
        *_when(event),
        f"SUMMARY:{_escaped(event.title)}",
        f"URL:{event.url}",
        "END:VEVENT",
    ]


def _when(event: Event) -> list[str]:
    if isinstance(event.at, datetime):
        ends = event.at + timedelta(minutes=event.minutes)
        return [f"DTSTART:{_moment(event.at)}", f"DTEND:{_moment(ends)}"]
    after = (event.until or event.at) + timedelta(days=1)  # the end is left out
    return [f"DTSTART;VALUE=DATE:{event.at:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"]


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """Long lines go on after a line break and a space; no character is cut in two."""
    rows = [""]
    for character in line:
        if len((rows[-1] + character).encode()) > LONGEST:
            rows.append("")
        rows[-1] += character
    return "\r\n ".join(rows)
