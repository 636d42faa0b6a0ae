"""A contest before its announcement, and what a look at it finds."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mentorhub.contests.domain.deadline import Deadline
from mentorhub.contests.domain.rubric import Criterion
from mentorhub.contests.domain.ruleset import Name, Ruleset
from mentorhub.contests.domain.stages import Round, StageKind


class Part(enum.StrEnum):
    """The page of the set-up that mends it."""

    WORDS = "words"
    TERMS = "terms"
    LIMITS = "limits"
    LATENESS = "lateness"
    CRITERIA = "criteria"
    PRIZES = "prizes"
    ROUNDS = "rounds"
    POINTS = "points"
    ORGANISERS = "organisers"
    JURY = "jury"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Gap:
    part: Part
    message: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    blocks: bool = True


@dataclass(frozen=True, slots=True)
class Planned:
    """A stage after the entries, as it is announced; its days are those of the contest's place."""

    kind: StageKind
    name: Name
    opens_at: datetime
    closes_at: datetime
    first_day: date
    last_day: date
    round: Round


@dataclass(frozen=True, slots=True)
class Preparation:
    """A contest as it stands before its announcement.

    `words` are its title, summary, rules and host; `jurors` those who accepted; `units_below` how
    many lie right below the one that organises.
    """

    words: Sequence[Name]
    deadline: Deadline
    rules: Ruleset
    criteria: Sequence[Criterion]
    stages: Sequence[Planned]
    prizes: int
    organisers: int
    jurors: int
    units_below: int
