"""The week as people plan it: seven days, each with a morning, an afternoon and an evening.

A time is `day_part`: t2 (Monday) … t7 (Saturday), cn (Sunday) with sang, chieu or toi.
"""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from wtforms import SelectMultipleField
from wtforms.fields.choices import SelectChoice

from mentorhub.platform.i18n import _l

DAY_NAMES = {
    "t2": _l("Monday"),
    "t3": _l("Tuesday"),
    "t4": _l("Wednesday"),
    "t5": _l("Thursday"),
    "t6": _l("Friday"),
    "t7": _l("Saturday"),
    "cn": _l("Sunday"),
}
PART_NAMES = {"sang": _l("Morning"), "chieu": _l("Afternoon"), "toi": _l("Evening")}
TIME_NAMES: dict[str, Any] = {
    "t2_sang": _l("Monday morning"),
    "t2_chieu": _l("Monday afternoon"),
    "t2_toi": _l("Monday evening"),
    "t3_sang": _l("Tuesday morning"),
    "t3_chieu": _l("Tuesday afternoon"),
    "t3_toi": _l("Tuesday evening"),
    "t4_sang": _l("Wednesday morning"),
    "t4_chieu": _l("Wednesday afternoon"),
    "t4_toi": _l("Wednesday evening"),
    "t5_sang": _l("Thursday morning"),
    "t5_chieu": _l("Thursday afternoon"),
    "t5_toi": _l("Thursday evening"),
    "t6_sang": _l("Friday morning"),
    "t6_chieu": _l("Friday afternoon"),
    "t6_toi": _l("Friday evening"),
    "t7_sang": _l("Saturday morning"),
    "t7_chieu": _l("Saturday afternoon"),
    "t7_toi": _l("Saturday evening"),
    "cn_sang": _l("Sunday morning"),
    "cn_chieu": _l("Sunday afternoon"),
    "cn_toi": _l("Sunday evening"),
}
TIMES = tuple(TIME_NAMES)
DAYS = tuple(DAY_NAMES)
# several days told as one, the longest first
STRETCHES = {"t2-cn": DAYS, "t2-t6": DAYS[:5], "t7-cn": DAYS[5:]}
GATHERED_NAMES: dict[str, Any] = {
    "t2-cn_sang": _l("Every morning"),
    "t2-cn_chieu": _l("Every afternoon"),
    "t2-cn_toi": _l("Every evening"),
    "t2-t6_sang": _l("Weekday mornings"),
    "t2-t6_chieu": _l("Weekday afternoons"),
    "t2-t6_toi": _l("Weekday evenings"),
    "t7-cn_sang": _l("Weekend mornings"),
    "t7-cn_chieu": _l("Weekend afternoons"),
    "t7-cn_toi": _l("Weekend evenings"),
}


class WeekField(SelectMultipleField):
    """Boxes to tick, one for each part of each day; `ui/week.html` draws them as a table."""

    days, parts = DAY_NAMES, PART_NAMES

    def __init__(self, *args: Any, **given: Any) -> None:
        choices = [SelectChoice(key, name) for key, name in TIME_NAMES.items()]
        super().__init__(*args, choices=choices, **given)


def in_words(times: Collection[str], *, most: int = len(TIMES)) -> str:
    """What a reader is told of these times, in the order of the week, days in a row told once."""
    names = {**TIME_NAMES, **GATHERED_NAMES}
    return ", ".join(str(names[key]) for key in islice(gathered(times), most))


def gathered(times: Collection[str]) -> Iterator[str]:
    """The same times with all working days, both days of the weekend or all seven as one key."""
    left = {time for time in times if time in TIME_NAMES}
    for stretch, days in STRETCHES.items():
        for part in PART_NAMES:
            whole = {f"{day}_{part}" for day in days}
            if whole <= left:
                yield f"{stretch}_{part}"
                left -= whole
    yield from (time for time in TIMES if time in left)


def coming(times: Collection[str], *, after: date) -> Iterator[tuple[date, str]]:
    """On which days these times come next, the soonest first, one week long."""
    for ahead in range(1, 8):
        day = after + timedelta(days=ahead)
        own = DAYS[day.weekday()]
        yield from ((day, time) for time in TIMES if time in times and time.startswith(own))
