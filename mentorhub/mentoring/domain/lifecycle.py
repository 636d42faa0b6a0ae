"""The life of a request: how long it waits, when it reminds, and what ends it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

MOST_OPEN = 3
LASTS = timedelta(days=7)
REMINDED_AFTER = (timedelta(days=2), timedelta(days=4))
EXTENDED_BY_AN_ANSWER = timedelta(days=3)


def expiry(asked_at: datetime) -> datetime:
    return asked_at + LASTS


def reminders(asked_at: datetime) -> list[datetime]:
    """When a mentor who has not answered is reminded."""
    return [asked_at + wait for wait in REMINDED_AFTER]


def expiry_after_an_answer(expires_at: datetime, *, answered_at: datetime) -> datetime:
    """A question, or what a team says to it, gives the other side three days at least."""
    return max(expires_at, answered_at + EXTENDED_BY_AN_ANSWER)


def usual_days(waits: Sequence[timedelta]) -> int | None:
    """In how many days a mentor usually answers (median, rounded up); None before three answers."""
    if len(waits) < 3:
        return None
    usual = timedelta(seconds=median(wait.total_seconds() for wait in waits))
    return max(1, -(-usual // timedelta(days=1)))
