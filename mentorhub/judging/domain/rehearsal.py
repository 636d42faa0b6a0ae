"""A contest before it opens, played through with made-up jurors: what its rules will lead to.

Quality, strictness and mood are drawn as the reviews of NIPS 2014 had them (variances 1.278, .24
and 1.268 on ten points, about a mean of 5.2), spread over the criteria, and marked in their steps.
Sheets are then counted by the rules of the contest, as real ones will be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from statistics import mean

from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.judging.domain.calibration import calibrated, sheets_of
from mentorhub.judging.domain.ranking import Placing, order_of_merit
from mentorhub.judging.domain.scoring import Cell, Conditions, Criterion
from mentorhub.judging.domain.whatif import Count

OUT_OF, MIDDLE = 10.0, 5.2
QUALITY, SEVERITY, NOISE = 1.278**0.5, 0.24**0.5, 1.268**0.5
OF_CRITERION = 0.8
"""How much a criterion goes its own way, against what a juror thinks of the whole."""
MOST_MARKS, MOST_RUNS, FEWEST_RUNS = 40_000, 200, 10
MOST_ENTRIES, MOST_JURORS = 400, 100


@dataclass(frozen=True)
class Plan:
    """A contest as it is thought of: how many enter, how many sit on the jury, who marks what."""

    entries: int
    jurors: int
    readers: int
    rubric: Sequence[Criterion[int]]
    prizes: int
    average: Average = Average.MEAN
    deciding: Deciding = Deciding.GIVEN
    conditions: Conditions = field(default_factory=Conditions)
    tie_break: Sequence[int] = ()

    @property
    def load(self) -> tuple[int, int]:
        """The fewest and the most sheets of a juror, shared out evenly."""
        sheets = self.entries * self.readers
        return sheets // self.jurors, -(-sheets // self.jurors)

    @property
    def runs(self) -> int:
        """As many as take a second or two."""
        marks = max(self.entries * self.readers * len(self.rubric), 1)
        return min(max(MOST_MARKS // marks, FEWEST_RUNS), MOST_RUNS)

    def check(self) -> None:
        """Raises ValueError for a contest nobody could hold."""
        if not self.rubric:
            raise ValueError("no criteria")
        if not 1 <= self.readers <= self.jurors <= MOST_JURORS:
            raise ValueError(f"{self.readers} readers of {self.jurors} jurors")
        if not 2 <= self.entries <= MOST_ENTRIES:
            raise ValueError(f"{self.entries} entries")


@dataclass(frozen=True)
class Forecast:
    """Shares of the runs: of equals on place one, of equals across the border of prizes, of the
    truly best entry first and among prizes, and of adjusted points that decided."""

    runs: int
    tie_for_first: float
    tie_at_border: float
    best_first: float
    best_in_prizes: float
    adjusted: float


def rehearse(plan: Plan, *, seed: int) -> Forecast:
    """The same plan and seed give the same forecast. Raises ValueError, see `Plan.check`."""
    plan.check()
    luck = Random(seed)
    played = [_played(plan, luck) for _ in range(plan.runs)]
    return Forecast(plan.runs, *(mean(column) for column in zip(*played, strict=True)))


def _played(plan: Plan, luck: Random) -> tuple[float, ...]:
    quality = [luck.gauss(0, QUALITY) for _ in range(plan.entries)]
    count = Count(
        entries=range(plan.entries),
        cells=list(_marked(plan, quality, luck)),
        rubric=plan.rubric,
        conditions=plan.conditions,
        average=plan.average,
    )
    scores, adjusted = count.scored(), False
    if plan.deciding is Deciding.ADJUSTED:
        calibration = calibrated(sheets_of(scores))
        if calibration.may_decide and calibration.fit is not None:
            scores, adjusted = count.evened(scores, calibration.fit.adjusted), True
    placed = order_of_merit(scores, tie_break=plan.tie_break)
    of_best = next(one for one in placed if one.entry == quality.index(max(quality)))
    return (
        float(sum(one.place == 1 for one in placed) > 1),
        float(_parts_equals(placed, plan.prizes)),
        float(of_best.place == 1) / (1 + len(of_best.tied_with)),
        float(of_best.place is not None and of_best.place <= plan.prizes),
        float(adjusted),
    )


def _marked(plan: Plan, quality: Sequence[float], luck: Random) -> Iterator[Cell[int, int, int]]:
    """Jurors in turn, in an order drawn anew, so that panels mix and loads are even."""
    severity = [luck.gauss(0, SEVERITY) for _ in range(plan.jurors)]
    turns = _turns(plan, luck)
    for entry, jurors in enumerate(turns):
        for juror in jurors:
            felt = MIDDLE + quality[entry] + severity[juror] + luck.gauss(0, NOISE)
            points = {line.key: _mark(line, felt, luck) for line in plan.rubric}
            yield Cell(entry, juror, points)


def _turns(plan: Plan, luck: Random) -> Iterator[list[int]]:
    """For each entry its jurors: those with least to mark so far, by lot among equals."""
    load = [0] * plan.jurors
    for _ in range(plan.entries):
        order = sorted(range(plan.jurors), key=lambda one: (load[one], luck.random()))
        for juror in order[: plan.readers]:
            load[juror] += 1
        yield order[: plan.readers]


def _mark(line: Criterion[int], felt: float, luck: Random) -> Decimal:
    share = (felt + luck.gauss(0, OF_CRITERION)) / OUT_OF
    steps = int(line.maximum / line.step)
    return line.step * min(max(round(share * steps), 0), steps)


def _parts_equals(placed: Sequence[Placing[int]], prizes: int) -> bool:
    """Do equals stand on both sides of the border below the last prize?"""
    border = [one for one in placed if one.place is not None and one.place <= prizes]
    return bool(prizes) and len(border) > prizes


def with_readers(plan: Plan, readers: int) -> Plan:
    """The same contest with so many jurors for each entry, to compare."""
    return replace(plan, readers=readers, jurors=max(plan.jurors, readers))
