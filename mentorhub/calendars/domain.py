"""The dates of a contest in their order, and when a team is reminded of its deadline."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID


class Kind(enum.StrEnum):
    OPENS = "opens"
    CLOSES = "closes"
    STAGE = "stage"
    SCORING = "scoring"
    ANSWER = "answer"
    ADDITION = "addition"
    COMPLAINTS = "complaints"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Date:
    """A moment, or whole days from `at` to `until`; `key` stays the same when it moves."""

    kind: Kind
    key: str
    contest_id: UUID | None  # none for the meeting of a team and its mentor
    contest: Mapping[str, str]
    at: datetime | date
    sequence: int
    until: date | None = None
    name: Mapping[str, str] | None = None  # of a stage
    code: str = ""  # of an entry
    entry_id: UUID | None = None
    mentorship_id: UUID | None = None
    team: str = ""  # its name
    minutes: int = 0

    @property
    def day(self) -> date:
        return self.at.date() if isinstance(self.at, datetime) else self.at

    @property
    def has_an_hour(self) -> bool:
        return isinstance(self.at, datetime)

    @property
    def last_day(self) -> date:
        return self.until or self.day


def in_order(dates: Iterable[Date]) -> list[Date]:
    """By day; on one day what has an hour comes after what takes the whole day, by the hour."""
    return sorted(dates, key=lambda one: (one.day, _hour(one.at), one.key))


def _hour(at: datetime | date) -> float:
    return at.timestamp() if isinstance(at, datetime) else 0.0


def coming(dates: Iterable[Date], today: date) -> list[Date]:
    """What is not over yet."""
    return in_order(one for one in dates if one.last_day >= today)


# how long before the deadline a team that has not sent its entry is reminded, in hours
BEFORE = (7 * 24, 24, 3)
# the same before the day until which a later stage asks for more
BEFORE_MORE = (24, 3)
# how long before it the officers of a unit that owes entries are reminded, once
UNITS_BEFORE = timedelta(days=7)


def due(
    *,
    closes_at: datetime,
    begun_at: datetime,
    moment: datetime,
    before: Iterable[int] = BEFORE,
) -> int | None:
    """The reminder whose time has come, by its hours; of several the last.

    None before the first, after the deadline, and where the entry was begun after that time.
    """
    reached = [hours for hours in before if _time_of(hours, closes_at) <= moment < closes_at]
    if not reached or _time_of(min(reached), closes_at) <= begun_at:
        return None
    return min(reached)


def _time_of(hours: int, closes_at: datetime) -> datetime:
    return closes_at - timedelta(hours=hours)
