"""When work is tried again, and when a thing done every day is due."""

from datetime import UTC, datetime, timedelta

LEASE = timedelta(seconds=60)
ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)


def pause(attempts: int) -> timedelta:
    """How long to wait after the n-th failure: 5 s, 10 s, 20 s … never more than an hour.

    Raises ValueError for less than one failure.
    """
    if attempts < 1:
        raise ValueError(attempts)
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_PAUSE)


def is_hopeless(attempts: int) -> bool:
    return attempts >= ATTEMPTS


def slot(at: datetime, every: timedelta) -> datetime:
    """The beginning of the stretch of time `at` lies in; days begin at 00:00 UTC (07:00 here)."""
    start = datetime(2000, 1, 1, tzinfo=UTC)
    return start + (at - start) // every * every
