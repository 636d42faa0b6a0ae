"""The one clock. Moments are UTC; people read them in Việt Nam's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_TOLD: ContextVar[datetime | None] = ContextVar("told_moment", default=None)


def now() -> datetime:
    return _TOLD.get() or datetime.now(UTC)


def told() -> datetime | None:
    """The moment that `as_of` pretends it is."""
    return _TOLD.get()


def today() -> date:
    """The day it is in Việt Nam, where deadlines and birthdays are counted."""
    return now().astimezone(LOCAL).date()


def today_began() -> datetime:
    """Midnight in Việt Nam, where days are counted."""
    return datetime.combine(today(), time(), LOCAL)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Inside, it is `moment`: for sample data and imports that happened before. Never in a view."""
    token = _TOLD.set(moment)
    try:
        yield
    finally:
        _TOLD.reset(token)
