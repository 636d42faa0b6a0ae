"""The course of a mentoring: how long it may last, and what each side may do in it."""

import enum
from datetime import date, datetime, timedelta

LASTS = timedelta(days=92)
LONGEST = timedelta(days=100)  # three months, and a week to find an evening


class Side(enum.StrEnum):
    TEAM = "team"
    MENTOR = "mentor"

    @property
    def other(self) -> "Side":
        return Side.MENTOR if self is Side.TEAM else Side.TEAM


class Stage(enum.StrEnum):
    """When they look back."""

    MID = "mid"
    END = "end"


QUIET = timedelta(days=14)  # then both are reminded
SILENT = timedelta(days=21)  # then the officers of the unit hear of it


class Silence(enum.StrEnum):
    """How quiet it has become around two who work together."""

    NONE = "none"
    QUIET = "quiet"
    SILENT = "silent"


def silence(last_sign: datetime, moment: datetime) -> Silence:
    """`last_sign` is the last message, meeting, note or agreement of either side."""
    quiet = moment - last_sign
    if quiet >= SILENT:
        return Silence.SILENT
    return Silence.QUIET if quiet >= QUIET else Silence.NONE


class MeetingState(enum.StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    CALLED_OFF = "called_off"


class Rhythm(enum.StrEnum):
    WEEKLY = "weekly"
    TWO_WEEKS = "two_weeks"
    THREE_WEEKS = "three_weeks"
    MONTHLY = "monthly"


MOST_TIMES = 3
MOST_STEPS = 3
LENGTHS = (30, 45, 60, 90, 120)  # minutes


def usual_end(since: date) -> date:
    return since + LASTS


def latest_end(since: date, *, renewed: bool) -> date:
    """Until when a mentoring that began on `since` may be agreed; it is renewed once at most."""
    return since + (2 * LONGEST if renewed else LONGEST)
