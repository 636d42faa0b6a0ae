"""Who may enter: ages on a stated day, and how many people an entry has.

Only years of birth are known. On 31 December they give everybody's age exactly, which is why
contests count on that day; on any other day two ages are possible and the kinder one counts.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


class Obstacle(enum.StrEnum):
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    AGE = "age"
    AGE_UNKNOWN = "age_unknown"


@dataclass(frozen=True, slots=True)
class Terms:
    """Limits are inclusive; None is no limit. `counted_on` is the day ages are counted."""

    counted_on: date
    age_min: int | None = None
    age_max: int | None = None
    team_min: int = 1
    team_max: int = 5

    def check(self) -> None:
        """Raises ValueError if nobody at all could enter."""
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            raise ValueError(f"ages from {self.age_min} to {self.age_max}")
        if not 1 <= self.team_min <= self.team_max:
            raise ValueError(f"teams from {self.team_min} to {self.team_max}")

    @property
    def has_ages(self) -> bool:
        return self.age_min is not None or self.age_max is not None


def counting_day(closes_on: date) -> date:
    """The day a contest counts ages on: the last of the year in which entries close."""
    return date(closes_on.year, 12, 31)


def possible_ages(birth_year: int, on: date) -> tuple[int, int]:
    """The youngest and the oldest somebody born in that year can be on a day (whole years)."""
    oldest = on.year - birth_year
    return (oldest if (on.month, on.day) == (12, 31) else oldest - 1), oldest


def obstacles(birth_years: Sequence[int | None], terms: Terms) -> list[Obstacle]:
    """Why these people (one year of birth each, None if not told) cannot be one entry, if so."""
    found = []
    if len(birth_years) < terms.team_min:
        found.append(Obstacle.TOO_FEW)
    if len(birth_years) > terms.team_max:
        found.append(Obstacle.TOO_MANY)
    if terms.has_ages:
        if None in birth_years:
            found.append(Obstacle.AGE_UNKNOWN)
        if not all(_fits(year, terms) for year in birth_years if year is not None):
            found.append(Obstacle.AGE)
    return found


def _fits(birth_year: int, terms: Terms) -> bool:
    youngest, oldest = possible_ages(birth_year, terms.counted_on)
    old_enough = terms.age_min is None or oldest >= terms.age_min
    young_enough = terms.age_max is None or youngest <= terms.age_max
    return old_enough and young_enough
