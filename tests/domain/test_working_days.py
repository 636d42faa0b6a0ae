"""Two working days, past weekends and the public holidays of Việt Nam."""

from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from mentorhub.rights.domain import HUNG_KINGS, TET, answer_due, days_off, is_working_day

HERE = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ("2026-03-02", "2026-03-04"),  # a Monday
        ("2026-03-05", "2026-03-09"),  # a Thursday: past the weekend
        ("2026-02-13", "2026-02-24"),  # a Friday: past the whole of Tết, 16 to 20 February
        ("2026-04-24", "2026-04-29"),  # Hùng Kings' day is a Sunday, made up for on Monday
        ("2026-04-29", "2026-05-05"),  # 30 April and 1 May, then a weekend
        ("2026-08-31", "2026-09-03"),
        ("2027-02-04", "2027-02-15"),  # two days of Tết on a weekend are made up for
        ("2027-12-31", "2028-01-05"),  # New Year's day on a Saturday
    ],
)
def test_the_last_day_for_an_answer(asked, due):
    moment = datetime.fromisoformat(asked).replace(hour=9, tzinfo=HERE)
    assert answer_due(moment, HERE).date() == date.fromisoformat(due)
    assert (answer_due(moment, HERE) + timedelta(seconds=1)).hour == 0


@pytest.mark.parametrize("year", sorted(TET))
def test_every_year_of_the_table_has_ten_days_off_on_working_days(year):
    off = [day for day in days_off(year) if day.weekday() < 5]
    assert len(off) == 10
    assert not any(is_working_day(day) for day in days_off(year))


def test_the_tables_are_of_the_same_years_and_the_moon_agrees():
    """Hùng Kings' day comes two new moons and nine days after Tết, or three in a leap year."""
    assert TET.keys() == HUNG_KINGS.keys()
    for year in TET:
        apart = (date(year, *HUNG_KINGS[year]) - date(year, *TET[year])).days
        assert min(abs(apart - round(29.5306 * moons + 9)) for moons in (2, 3)) <= 1
    years = sorted(TET)
    for one, after in pairwise(years):
        months = (date(after, *TET[after]) - date(one, *TET[one])).days / 29.5306
        assert abs(months - round(months)) * 29.53 < 1.5
        assert round(months) in {12, 13}


def test_a_year_beyond_the_table_has_its_fixed_days():
    assert not is_working_day(date(2041, 5, 1))
    assert is_working_day(date(2041, 2, 1) + timedelta(days=1 + 7 - date(2041, 2, 2).weekday()))
