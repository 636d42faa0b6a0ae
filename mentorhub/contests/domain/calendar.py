"""A deadline as a file calendars read (RFC 5545)."""

from datetime import UTC, datetime

LONGEST = 73  # octets of a line before it is folded; the standard allows 75 with the line break


def event(*, uid: str, title: str, at: datetime, url: str, stamp: datetime) -> str:
    """One calendar with one moment in it; text is escaped, lines folded and ended as required."""
    moment = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//MentorHub//MentorHub//VI",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{moment}",
        f"DTEND:{moment}",
        f"SUMMARY:{_escaped(title)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


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
