"""Where a contest stands at a moment, and how the river of its stages is drawn.

Moments are aware datetimes; a window takes its first moment and leaves out its last:
`opens_at ≤ moment < closes_at`.
"""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID


class Phase(enum.StrEnum):
    DRAFT = "draft"
    CANCELLED = "cancelled"
    COMING = "coming"
    OPEN = "open"
    JUDGING = "judging"  # entries are closed, nothing is published yet
    RESULTS = "results"


class Progress(enum.StrEnum):
    DONE = "done"
    NOW = "now"
    NEXT = "next"


class StageKind(enum.StrEnum):
    SUBMISSION = "submission"
    CHECK = "check"
    JUDGING = "judging"
    MENTORING = "mentoring"
    PUBLISH = "publish"
    COMPLAINT = "complaint"
    AWARD = "award"


class Advance(enum.StrEnum):
    """Who goes on after a stage in which entries are judged."""

    EVERYONE = "everyone"
    BEST = "best"
    BEST_OF_UNIT = "best_of_unit"  # of each unit right below the one that organises
    POINTS = "points"
    SHORTLIST = "shortlist"  # the best of all, and whoever might as well be among them


OF_ALL = (Advance.BEST, Advance.SHORTLIST)
COUNTED = (*OF_ALL, Advance.BEST_OF_UNIT)
"""Rules that say how many."""


@dataclass(frozen=True, slots=True)
class Round:
    """How a stage is judged: who goes on, what counts later, and how entries are presented.

    `carried` is how much of the points counts in the next stage, in per cent. Where it is
    `is_complete` everybody in the jury, or in the panel that hears an entry, marks it.
    """

    advance: Advance = Advance.EVERYONE
    best: int | None = None
    points: Decimal | None = None
    carried: int = 0
    pitch_minutes: int | None = None
    question_minutes: int | None = None
    is_drawn: bool = False
    is_complete: bool = False

    @property
    def cut(self) -> int | None:
        """How many of all entries go on, equals and a shortlist's border aside."""
        return self.best if self.advance in OF_ALL else None

    def check(self) -> None:
        """Raises ValueError for a rule that says less, or more, than it needs."""
        counts = self.advance in COUNTED
        if counts is not (self.best is not None) or self.best == 0:
            raise ValueError(f"{self.advance}: the best {self.best}")
        if (self.advance is Advance.POINTS) is not (self.points is not None):
            raise ValueError(f"{self.advance}: {self.points} points")
        if not 0 <= self.carried <= 100:
            raise ValueError(f"{self.carried} per cent of the points")


@dataclass(frozen=True, slots=True)
class StageReading:
    """How a stage of judging is read; None: as the contest says."""

    readers: int | None = None
    is_blind: bool | None = None

    def check(self) -> None:
        """Raises ValueError for a stage nobody reads."""
        if self.readers is not None and self.readers < 1:
            raise ValueError(f"{self.readers} readers")


@dataclass(frozen=True, slots=True)
class Judged:
    """A stage in which a jury marks, its name by language.

    `tie_break` are its criteria that break a tie; None: those of the contest (`Reading`).
    """

    name: Mapping[str, str]
    round: Round
    reading: StageReading = field(default_factory=StageReading)
    tie_break: Sequence[Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A stage after the entries, its name by language; `closes_at` is no part of it.

    `key` names the stage that stood here before; without one it is new.
    """

    kind: str
    name: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime
    key: UUID | None = None


def check_window(opens_at: datetime, closes_at: datetime) -> None:
    """Raises ValueError unless there is a moment at which entries are open."""
    if closes_at <= opens_at:
        raise ValueError(f"closes {closes_at} before it opens {opens_at}")


def is_open(moment: datetime, *, opens_at: datetime, closes_at: datetime) -> bool:
    return opens_at <= moment < closes_at


def phase_at(
    moment: datetime,
    *,
    opens_at: datetime,
    closes_at: datetime,
    is_published: bool,
) -> Phase:
    """The phase of an announced contest; publication counts before the calendar does."""
    if is_published:
        return Phase.RESULTS
    if moment < opens_at:
        return Phase.COMING
    if is_open(moment, opens_at=opens_at, closes_at=closes_at):
        return Phase.OPEN
    return Phase.JUDGING


def doing(phase: Phase, *, jury_has_begun: bool, running: StageKind | None) -> str:
    """What is being done with a contest: its phase, and once entries are closed, which stage runs.

    The jury has begun when it was handed entries, whatever the plan says; before that a plan alone
    does not make a check a judging. Where no stage runs, entries are "closed".
    """
    if phase is not Phase.JUDGING or jury_has_begun:
        return phase.value
    named = (StageKind.CHECK, StageKind.MENTORING, StageKind.JUDGING)
    return running.value if running in named else "closed"


def river(moment: datetime, spans: Sequence[tuple[datetime, datetime]]) -> list[Progress]:
    """How far each stage is; only the earliest of those running is the one “now”."""
    drawn: list[Progress] = []
    for opens_at, closes_at in spans:
        if moment >= closes_at:
            drawn.append(Progress.DONE)
        elif moment >= opens_at and Progress.NOW not in drawn:
            drawn.append(Progress.NOW)
        else:
            drawn.append(Progress.NEXT)
    return drawn


def days_and_hours(span: timedelta) -> tuple[int, int]:
    """What is left, in whole days and hours; nothing is left of what is over."""
    hours = max(0, int(span.total_seconds() // 3600))
    return hours // 24, hours % 24


def span_in_words(first: date, last: date, *, year: int) -> str:
    """“08–21/12”, “22/12–12/01/2027”: the year is said unless both days lie in `year`."""
    tail = "" if first.year == last.year == year else f"/{last.year}"
    if first == last:
        return f"{last:%d/%m}{tail}"
    same_month = (first.year, first.month) == (last.year, last.month)
    head = f"{first:%d}" if same_month else f"{first:%d/%m}"
    return f"{head}–{last:%d/%m}{tail}"
