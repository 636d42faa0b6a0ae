"""All rules of a contest as one value: what pages explain is what is enforced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.documents import Document
from mentorhub.contests.domain.eligibility import Limits, Terms
from mentorhub.contests.domain.stages import Judged

Name = Mapping[str, str]
"""A name by language."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A group of jurors who hear entries together, and how many of them mark each."""

    name: Name
    readers: int


@dataclass(frozen=True, slots=True)
class Points:
    """What the points of the jury need and lead to, and how long a complaint may take.

    `bonus` is added at most for what `bonus_for` names; None is no bonus. A juror who gives less
    than `note_below` per cent of a criterion's points writes down why; None: never.
    """

    shows_totals: bool = False
    average: Average = Average.MEAN
    deciding: Deciding = Deciding.GIVEN
    pass_mark: Decimal | None = None
    no_zero: bool = False
    bonus: Decimal | None = None
    bonus_for: Name = field(default_factory=dict)
    complaint_days: int = 5
    note_below: int | None = None

    def check(self) -> None:
        """Raises ValueError for a bonus of nothing or for nothing."""
        if (self.bonus is None) is not (not self.bonus_for) or self.bonus == 0:
            raise ValueError(f"a bonus of {self.bonus} for {self.bonus_for}")
        if self.complaint_days < 0:
            raise ValueError(f"{self.complaint_days} days for complaints")


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads an entry, and what breaks a tie: names of criteria, the first decides."""

    readers: int = 3
    is_blind: bool = True
    keeps_units_apart: bool = True
    tie_break: Sequence[Name] = ()
    panels: Sequence[Panel] = ()


@dataclass(frozen=True, slots=True)
class Ruleset:
    terms: Terms
    limits: Limits = field(default_factory=Limits)
    reading: Reading = field(default_factory=Reading)
    points: Points = field(default_factory=Points)
    judged: Sequence[Judged] = ()
    documents: Sequence[Document] = ()

    @property
    def hearings(self) -> list[int]:
        """How many jurors mark an entry, in each stage and in each group that hears entries."""
        stages = [step.reading.readers or self.reading.readers for step in self.judged]
        return [*(stages or [self.reading.readers]), *(one.readers for one in self.reading.panels)]
