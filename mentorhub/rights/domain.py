"""The days the law gives (Decree 356/2025): two working days to answer, fifteen days to do it.

Working days are Monday to Friday in Việt Nam, without the holidays whose date is the same each
year. Tết and Hùng Kings' day move with the moon and are counted as working days here: an officer
is reminded too early rather than too late.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo

HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
WORKING_DAYS = 2
DAYS_TO_DO = timedelta(days=15)
WAIT = timedelta(hours=72)
"""How long somebody who asked to be erased may take it back."""
MOST_EXPORTS = 5
FORMAT = 1
"""Version of the export's shape: raised when a reader of the old one would go wrong."""


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def answer_due(asked: datetime, zone: tzinfo) -> datetime:
    """The last moment of the second working day after the day it was asked on."""
    last = asked.astimezone(zone).date()
    for _ in range(WORKING_DAYS):
        last = next(_working_days_after(last))
    midnight = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    return midnight - timedelta(seconds=1)


def _working_days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_working_day(day):
            yield day
