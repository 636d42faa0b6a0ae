"""Who would win under other rules or without one juror: on what a result depends."""

import enum
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Generic

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.judging.domain.calibration import Calibration, calibrated, sheets_of
from mentorhub.judging.domain.ranking import order_of_merit
from mentorhub.judging.domain.scoring import (
    C,
    Cell,
    Conditions,
    Criterion,
    E,
    EntryScore,
    J,
    instead,
    rounded,
    score_entries,
    with_others,
)
from mentorhub.judging.domain.severity import Variances, solved

TENTH = Decimal("0.1")
HUNDRED = Decimal(100)
BEST = 30
"""Entries whose jurors are left out in turn."""


class Change(enum.StrEnum):
    GIVEN = "given"
    ADJUSTED = "adjusted"
    WITHOUT = "without"  # a juror
    HEAVIER = "heavier"  # a criterion counts a tenth more
    LIGHTER = "lighter"


@dataclass(frozen=True)
class Others:
    """Points beside the jury's, as `with_others` takes them."""

    bonus: Decimal | None = None
    carried: Decimal | None = None
    penalty: Decimal | None = None

    def times(self, factor: Decimal) -> "Others":
        def scaled(points: Decimal | None) -> Decimal | None:
            return None if points is None else rounded(points * factor)

        return Others(scaled(self.bonus), scaled(self.carried), scaled(self.penalty))


@dataclass(frozen=True)
class Count(Generic[E, J, C]):
    """All that decides a stage: the sheets, the rules, and what is counted beside them."""

    entries: Sequence[E]
    cells: Sequence[Cell[E, J, C]]
    rubric: Sequence[Criterion[C]]
    conditions: Conditions = field(default_factory=Conditions)
    average: Average = Average.MEAN
    deciding: Deciding = Deciding.GIVEN
    tie_break: Sequence[C] = ()
    others: Mapping[E, Others] | None = None

    def scored(self) -> list[EntryScore[E, J, C]]:
        """By the points that were given, without what is counted beside them."""
        return score_entries(
            self.entries,
            self.cells,
            rubric=self.rubric,
            conditions=self.conditions,
            average=self.average,
        )

    def evened(
        self, given: Sequence[EntryScore[E, J, C]], adjusted: Mapping[E, Decimal]
    ) -> list[EntryScore[E, J, C]]:
        """The same scores with adjusted points, where there are any."""
        return [
            instead(one, adjusted[one.entry], self.conditions) if one.entry in adjusted else one
            for one in given
        ]

    def completed(self, scores: Sequence[EntryScore[E, J, C]]) -> list[EntryScore[E, J, C]]:
        """With bonus, penalty and what was carried."""
        known = self.others or {}
        return [_with(one, known.get(one.entry, Others())) for one in scores]


def _with(score: EntryScore[E, J, C], others: Others) -> EntryScore[E, J, C]:
    return with_others(score, bonus=others.bonus, carried=others.carried, penalty=others.penalty)


@dataclass(frozen=True)
class Outcome(Generic[E]):
    """Who comes first after one change; `of` is the juror or the criterion it is about."""

    change: Change
    of: object
    winners: frozenset[E]


@dataclass(frozen=True)
class WhatIf(Generic[E]):
    """`winners` are first by the rule of the contest; `depends` the outcomes with other winners."""

    winners: frozenset[E]
    outcomes: Sequence[Outcome[E]]

    @property
    def depends(self) -> list[Outcome[E]]:
        return [one for one in self.outcomes if one.winners != self.winners]

    @property
    def is_robust(self) -> bool:
        return not self.depends


def what_if(count: Count[E, J, C]) -> WhatIf[E]:
    given = count.scored()
    calibration = calibrated(sheets_of(given))
    fit = calibration.fit if calibration.why is None else None
    outcomes = [Outcome(Change.GIVEN, None, _first(count, given))]
    if fit is not None:
        evened = count.evened(given, fit.adjusted)
        outcomes.append(Outcome(Change.ADJUSTED, None, _first(count, evened)))
    decided = fit is not None and count.deciding is Deciding.ADJUSTED
    outcomes += _without_each(count, given, fit.variances if fit and decided else None)
    outcomes += _with_other_weights(count, calibration if decided else None)
    winners = outcomes[1 if decided else 0].winners
    return WhatIf(winners, outcomes)


def _first(count: Count[E, J, C], scores: Sequence[EntryScore[E, J, C]]) -> frozenset[E]:
    placed = order_of_merit(count.completed(scores), tie_break=count.tie_break)
    return frozenset(one.entry for one in placed if one.place == 1)


def _without_each(
    count: Count[E, J, C],
    given: Sequence[EntryScore[E, J, C]],
    variances: Variances | None,
) -> list[Outcome[E]]:
    """Each juror who marked one of the best thirty: a country’s jury is more than one reads.

    Variances are kept: one juror fewer says little about them.
    """
    totals = sorted((one.total for one in given if one.total is not None), reverse=True)
    bar = totals[min(BEST, len(totals)) - 1] if totals else None
    near = (one for one in given if one.total is not None and bar is not None and one.total >= bar)
    jurors = sorted({juror for score in near for juror in score.cards}, key=str)
    by_entry: dict[E, list[Cell[E, J, C]]] = {entry: [] for entry in count.entries}
    for cell in count.cells:
        by_entry[cell.entry].append(cell)
    found = []
    for juror in jurors:
        scores = [_without(count, one, by_entry[one.entry], juror) for one in given]
        if variances is not None:
            adjusted = solved(sheets_of(scores), variances).adjusted
            scores = count.evened(scores, adjusted)
        found.append(Outcome(Change.WITHOUT, juror, _first(count, scores)))
    return found


def _without(
    count: Count[E, J, C], score: EntryScore[E, J, C], cells: Sequence[Cell[E, J, C]], juror: J
) -> EntryScore[E, J, C]:
    if juror not in score.cards:
        return score
    rest = [cell for cell in cells if cell.juror != juror]
    return replace(count, entries=[score.entry], cells=rest).scored()[0]


def _with_other_weights(
    count: Count[E, J, C], calibration: Calibration[E, J] | None
) -> list[Outcome[E]]:
    if len(count.rubric) < 2:
        return []
    tries: list[tuple[Change, Callable[[Decimal], Decimal]]] = [
        (Change.HEAVIER, lambda weight: weight * (1 + TENTH)),
        (Change.LIGHTER, lambda weight: weight * (1 - TENTH)),
    ]
    found = []
    for line in count.rubric:
        for change, weighed in tries:
            other = _weighted(count, line.key, weighed)
            scores = other.scored()
            if calibration is not None and calibration.fit is not None:
                sheets = sheets_of(scores)
                scores = other.evened(scores, solved(sheets, calibration.fit.variances).adjusted)
            found.append(Outcome(change, line.key, _first(other, scores)))
    return found


def _weighted(
    count: Count[E, J, C], key: C, weighed: Callable[[Decimal], Decimal]
) -> Count[E, J, C]:
    """The same contest out of a hundred, in which one criterion has another weight."""

    def share(line: Criterion[C]) -> Decimal:
        return line.maximum if line.weight is None else line.weight

    whole = sum(line.maximum for line in count.rubric)
    factor = HUNDRED / whole if count.rubric[0].weight is None else Decimal(1)
    mark = count.conditions.pass_mark
    return replace(
        count,
        rubric=[
            replace(line, weight=weighed(share(line)) if line.key == key else share(line))
            for line in count.rubric
        ],
        conditions=replace(
            count.conditions, pass_mark=None if mark is None else rounded(mark * factor)
        ),
        others={entry: one.times(factor) for entry, one in (count.others or {}).items()},
    )
