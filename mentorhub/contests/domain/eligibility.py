"""Who may enter with what: ages on a stated day, how many people, which fields, how many entries.

Only years of birth are known. On 31 December they give everybody's age exactly, which is why
contests count on that day; on any other day two ages are possible and the kinder one counts.
"""

import enum
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


class Obstacle(enum.StrEnum):
    """Why an entry cannot be as it is; of several, the first is told."""

    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    AGE = "age"
    AGE_UNKNOWN = "age_unknown"
    FIELD = "field"
    TAKEN = "taken"
    LEADS = "leads"
    UNIT_FULL = "unit_full"


PASSING = (Obstacle.TOO_FEW, Obstacle.AGE_UNKNOWN, Obstacle.FIELD)
"""What a draft may still lack: its team puts it right before the entry is sent."""
ABOUT_SENDING = (Obstacle.LEADS, Obstacle.UNIT_FULL)
"""What counts entries sent: told when a draft is begun and when it is sent, not in between."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Limits are inclusive; None is no limit. `counted_on` is the day ages are counted.

    `share_in_age` is the part of the people in an entry who must be within the ages.
    """

    counted_on: date
    age_min: int | None = None
    age_max: int | None = None
    team_min: int = 1
    team_max: int = 5
    share_in_age: Fraction = Fraction(1)

    def check(self) -> None:
        """Raises ValueError if nobody at all could enter."""
        if self.age_min is not None and self.age_max is not None and self.age_max < self.age_min:
            raise ValueError(f"ages from {self.age_min} to {self.age_max}")
        if not 1 <= self.team_min <= self.team_max:
            raise ValueError(f"teams from {self.team_min} to {self.team_max}")
        if not 0 < self.share_in_age <= 1:
            raise ValueError(f"{self.share_in_age} of the people")

    @property
    def has_ages(self) -> bool:
        return self.age_min is not None or self.age_max is not None

    def people_in_age(self, people: int) -> int:
        """How many of so many people must be within the ages."""
        return math.ceil(self.share_in_age * people)


@dataclass(frozen=True, slots=True)
class Limits:
    """What may be sent in, and how often; empty or None is no limit.

    Units are those right below the one that organises: the communes of a province.
    """

    sectors: tuple[str, ...] = ()
    most_entries: int = 1
    leads_one: bool = False
    unit_min: int | None = None
    unit_max: int | None = None

    def check(self) -> None:
        """Raises ValueError for limits nobody can keep."""
        if self.most_entries < 1:
            raise ValueError(f"{self.most_entries} entries for a person")
        if (self.unit_min or 1) < 1 or (self.unit_max or 1) < 1:
            raise ValueError(f"from {self.unit_min} to {self.unit_max} entries of a unit")
        if self.unit_max is not None and self.unit_max < (self.unit_min or 1):
            raise ValueError(f"from {self.unit_min} to {self.unit_max} entries of a unit")

    @property
    def has_quota(self) -> bool:
        return self.unit_min is not None or self.unit_max is not None

    def admits(self, sector: str) -> bool:
        return not self.sectors or sector in self.sectors


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as the rules look at it: one year of birth for each person, None if not told.

    `elsewhere` says for each person in how many other entries of the contest they are,
    `led_elsewhere` and `from_its_unit` count other entries sent: led by the same person, and of
    the same unit.
    """

    birth_years: Sequence[int | None] = ()
    sector: str = ""
    elsewhere: Sequence[int] = ()
    led_elsewhere: int = 0
    from_its_unit: int = 0


def counting_day(closes_on: date) -> date:
    """The day a contest counts ages on: the last of the year in which entries close."""
    return date(closes_on.year, 12, 31)


def free_seat(taken: Collection[int], most: int) -> int:
    """The first seat of a person that is free; ValueError when all are taken."""
    for seat in range(1, most + 1):
        if seat not in taken:
            return seat
    raise ValueError(f"all of {most} seats are taken")


def quota_group(host: str, unit: str) -> str:
    """The path of the unit whose entries are counted together with those of `unit`.

    Paths list codes from the root: below the host it is the unit right below it; the host itself
    and units elsewhere stand for themselves.
    """
    if unit == host or not unit.startswith(host):
        return unit
    return host + unit.removeprefix(host).split("/", 1)[0] + "/"


def possible_ages(birth_year: int, on: date) -> tuple[int, int]:
    """The youngest and the oldest somebody born in that year can be on a day (whole years)."""
    oldest = on.year - birth_year
    return (oldest if (on.month, on.day) == (12, 31) else oldest - 1), oldest


def obstacles(one: Candidate, terms: Terms, limits: Limits = NO_LIMITS) -> list[Obstacle]:
    """Why this cannot be sent in as an entry, if so; in the order of `Obstacle`."""
    people = len(one.birth_years)
    in_age, unknown = _counted(one.birth_years, terms)
    needed = terms.people_in_age(people) if terms.has_ages else 0
    found = {
        Obstacle.TOO_FEW: people < terms.team_min,
        Obstacle.TOO_MANY: people > terms.team_max,
        Obstacle.AGE: in_age + unknown < needed,
        Obstacle.AGE_UNKNOWN: in_age < needed and unknown > 0,
        Obstacle.FIELD: not limits.admits(one.sector),
        Obstacle.TAKEN: any(others >= limits.most_entries for others in one.elsewhere),
        Obstacle.LEADS: limits.leads_one and one.led_elsewhere > 0,
        Obstacle.UNIT_FULL: limits.unit_max is not None and one.from_its_unit >= limits.unit_max,
    }
    return [obstacle for obstacle, stands in found.items() if stands]


def lasting(one: Candidate, terms: Terms, limits: Limits = NO_LIMITS) -> list[Obstacle]:
    """The obstacles a draft cannot grow out of, whoever still joins it."""
    found = [one for one in obstacles(one, terms, limits) if one not in PASSING]
    if Obstacle.AGE in found and _may_grow_into_age(one, terms):
        found.remove(Obstacle.AGE)
    return found


def _may_grow_into_age(one: Candidate, terms: Terms) -> bool:
    in_age, unknown = _counted(one.birth_years, terms)
    out_of_age = len(one.birth_years) - in_age - unknown
    return out_of_age <= terms.team_max - terms.people_in_age(terms.team_max)


def _counted(birth_years: Sequence[int | None], terms: Terms) -> tuple[int, int]:
    """How many are within the ages for sure, and of how many nobody knows."""
    known = [year for year in birth_years if year is not None]
    return sum(_fits(year, terms) for year in known), len(birth_years) - len(known)


def _fits(birth_year: int, terms: Terms) -> bool:
    youngest, oldest = possible_ages(birth_year, terms.counted_on)
    old_enough = terms.age_min is None or oldest >= terms.age_min
    young_enough = terms.age_max is None or youngest <= terms.age_max
    return old_enough and young_enough
