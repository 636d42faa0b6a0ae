"""The days the law gives (Decree 356/2025): two working days to answer, fifteen days to do it.

Working days are Monday to Friday in Việt Nam without its public holidays (Labour Code 45/2019,
article 112). One that falls on a weekend is made up for on the next working day (article 111).
The second day off around 2 September is decided anew each year and is a working day here: an
officer is reminded too early rather than too late.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import cache

HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
TET = {
    2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 2), 2031: (1, 23),
    2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8), 2036: (1, 28), 2037: (2, 15),
    2038: (2, 4), 2039: (1, 24), 2040: (2, 12),
}  # fmt: skip
"""The first day of the lunar year, reckoned for UTC+7 (in 2030 a day before China's)."""
HUNG_KINGS = {
    2026: (4, 26), 2027: (4, 16), 2028: (4, 4), 2029: (4, 23), 2030: (4, 12), 2031: (4, 1),
    2032: (4, 19), 2033: (4, 9), 2034: (4, 28), 2035: (4, 17), 2036: (4, 6), 2037: (4, 24),
    2038: (4, 13), 2039: (4, 3), 2040: (4, 20),
}  # fmt: skip
"""The tenth day of the third lunar month, reckoned the same way."""
DAYS_OF_TET = range(-1, 4)
"""Five days, as they were given in 2026: the last of the old year and four of the new one."""
SATURDAY = 5
WORKING_DAYS = 2
DAYS_TO_DO = timedelta(days=15)
WAIT = timedelta(hours=72)
"""How long somebody who asked to be erased may take it back."""
MOST_EXPORTS = 5
FORMAT = 1
"""Version of the export's shape: raised when a reader of the old one would go wrong."""


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in days_off(day.year)


@cache
def days_off(year: int) -> frozenset[date]:
    """The public holidays of a year, and the days that make up for those on a weekend."""
    given = sorted(_holidays(year))
    off = set(given)
    for day in given:
        if day.weekday() >= SATURDAY:
            while day.weekday() >= SATURDAY or day in off:
                day += timedelta(days=1)
            off.add(day)
    return frozenset(off)


def _holidays(year: int) -> Iterator[date]:
    yield from (date(year, month, day) for month, day in HOLIDAYS)
    if year in TET:
        first = date(year, *TET[year])
        yield from (first + timedelta(days=shift) for shift in DAYS_OF_TET)
    if year in HUNG_KINGS:
        yield date(year, *HUNG_KINGS[year])


def answer_due(asked: datetime, zone: tzinfo) -> datetime:
    """The last moment of the second working day after the day it was asked on."""
    last = working_days_later(asked.astimezone(zone).date(), WORKING_DAYS)
    midnight = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    return midnight - timedelta(seconds=1)


def working_days_later(day: date, number: int) -> date:
    """So many working days after a day, which is not counted itself."""
    for _ in range(number):
        day = next(_working_days_after(day))
    return day


def _working_days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_working_day(day):
            yield day
