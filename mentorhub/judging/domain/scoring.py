"""From marks to the score of an entry: decimals only, rounded half-up to two places."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from statistics import median
from typing import Any, Generic, TypeVar

from mentorhub.contests.domain.counting import FEWEST_TO_TRIM, Average

E = TypeVar("E", bound=Hashable)
J = TypeVar("J", bound=Hashable)
C = TypeVar("C", bound=Hashable)

CENT = Decimal("0.01")
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Criterion(Generic[C]):
    """A line of the rubric: points from zero to `maximum` in steps; `weight` if shares count."""

    key: C
    maximum: Decimal
    step: Decimal = Decimal("0.5")
    weight: Decimal | None = None

    def allows(self, points: Decimal) -> bool:
        return points.is_finite() and 0 <= points <= self.maximum and points % self.step == 0


@dataclass(frozen=True)
class Given:
    """What a juror gives for one criterion: points (None is "not yet") and a private note."""

    points: Decimal | None = None
    note: str = ""

    def needs_words(self, criterion: Criterion[Any], below: int | None) -> bool:
        """Less than `below` per cent of the criterion's points, and nothing said about it."""
        if below is None or self.points is None or self.note.strip():
            return False
        return self.points * 100 < criterion.maximum * below


@dataclass(frozen=True)
class Cell(Generic[E, J, C]):
    """One juror's reading of one entry: a mark for each criterion, a waiver, or missing."""

    entry: E
    juror: J
    points: Mapping[C, Decimal] | None = None
    waived: bool = False


@dataclass(frozen=True)
class Conditions:
    """What a contest asks of an entry before it may be placed.

    `no_zero` turns away an entry to which every juror gave zero in some criterion: a single
    zero is an opinion, and one juror alone has no veto.
    """

    pass_mark: Decimal | None = None
    no_zero: bool = False


@dataclass(frozen=True)
class EntryScore(Generic[E, J, C]):
    """`total` is the average of the cards (None without any); spread is highest less lowest card.

    `bonus`, `carried` (from the stage before) and `penalty` (taken away) are what the total holds
    beside what jurors gave.
    """

    entry: E
    total: Decimal | None
    criteria: Mapping[C, Decimal]
    cards: Mapping[J, Decimal]
    missing: tuple[J, ...]
    waived: tuple[J, ...]
    passes: bool
    bonus: Decimal | None = None
    carried: Decimal | None = None
    penalty: Decimal | None = None

    @property
    def is_complete(self) -> bool:
        return self.total is not None and not self.missing

    @property
    def spread(self) -> Decimal | None:
        return max(self.cards.values()) - min(self.cards.values()) if self.cards else None


def rounded(value: Decimal | Fraction) -> Decimal:
    """Two places, halves upwards: 71.125 is 71.13."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def is_complete(points: Mapping[C, Decimal], rubric: Sequence[Criterion[C]]) -> bool:
    return all(criterion.key in points for criterion in rubric)


def card_total(points: Mapping[C, Decimal], rubric: Sequence[Criterion[C]]) -> Decimal:
    """The sum of the points; with weights, out of 100: each mark by its share of the maximum.

    Raises ValueError for a missing criterion or a mark outside its range or off its step.
    """
    for criterion in rubric:
        if criterion.key not in points or not criterion.allows(points[criterion.key]):
            raise ValueError(f"no valid mark for {criterion.key}: {points.get(criterion.key)}")
    return provisional_total(points, rubric)


def provisional_total(points: Mapping[C, Decimal], rubric: Sequence[Criterion[C]]) -> Decimal:
    """The total of the marks given so far; what is not yet marked counts as nothing.

    Raises ValueError when only some criteria have a weight.
    """
    weights = [criterion.weight for criterion in rubric if criterion.weight is not None]
    if not weights:
        return rounded(sum((points.get(c.key, NOTHING) for c in rubric), NOTHING))
    if len(weights) < len(rubric):
        raise ValueError("either every criterion has a weight or none has")
    earned = sum(
        Fraction(c.weight or 0) * Fraction(points.get(c.key, NOTHING)) / Fraction(c.maximum)
        for c in rubric
    )
    return rounded(100 * earned / Fraction(sum(weights)))


def mean(values: Collection[Decimal]) -> Decimal:
    """The arithmetic mean, rounded once; ValueError without values."""
    if not values:
        raise ValueError("no mean of nothing")
    return rounded(Fraction(sum(values, NOTHING)) / len(values))


def averaged(totals: Collection[Decimal], average: Average) -> Decimal:
    """What the sheets of one entry come to, by the rule of the contest; rounded once.

    With fewer than five sheets nothing is left out of a trimmed mean: it is the mean. The median of
    an even number of sheets is the mean of the two in the middle. ValueError without sheets.
    """
    if not totals:
        raise ValueError("no average of nothing")
    if average is Average.MEDIAN:
        return rounded(median(map(Fraction, totals)))
    if average is Average.TRIMMED and len(totals) >= FEWEST_TO_TRIM:
        return mean(sorted(totals)[1:-1])
    return mean(totals)


def score_entries(
    entries: Iterable[E],
    cells: Iterable[Cell[E, J, C]],
    *,
    rubric: Sequence[Criterion[C]],
    conditions: Conditions = Conditions(),
    average: Average = Average.MEAN,
) -> list[EntryScore[E, J, C]]:
    """One score for each entry, in the order given; entries without cells have none.

    `average` makes totals out of sheets; the points of a criterion are the plain mean always.
    """
    by_entry: dict[E, list[Cell[E, J, C]]] = {entry: [] for entry in entries}
    for cell in cells:
        by_entry[cell.entry].append(cell)
    return [_score(entry, held, rubric, conditions, average) for entry, held in by_entry.items()]


def instead(
    score: EntryScore[E, J, C], total: Decimal, conditions: Conditions
) -> EntryScore[E, J, C]:
    """The same score with another total, held to the same conditions."""
    passes = _meets(conditions, total, score.criteria.values())
    return replace(score, total=total, passes=passes)


def with_others(
    score: EntryScore[E, J, C],
    *,
    bonus: Decimal | None = None,
    carried: Decimal | None = None,
    penalty: Decimal | None = None,
) -> EntryScore[E, J, C]:
    """The same score with points this jury did not give.

    They help nobody over a pass mark, and hold nobody below it; no total is less than nothing.
    """
    if score.total is None:
        return score
    total = score.total + (bonus or NOTHING) + (carried or NOTHING) - (penalty or NOTHING)
    return replace(
        score,
        total=max(total, NOTHING),
        bonus=bonus or None,
        carried=carried,
        penalty=penalty or None,
    )


def _score(
    entry: E,
    cells: Sequence[Cell[E, J, C]],
    rubric: Sequence[Criterion[C]],
    conditions: Conditions,
    average: Average,
) -> EntryScore[E, J, C]:
    read = {cell.juror: cell.points for cell in cells if cell.points is not None}
    cards = {juror: card_total(points, rubric) for juror, points in read.items()}
    means = {c.key: mean([points[c.key] for points in read.values()]) for c in rubric if read}
    total = averaged(list(cards.values()), average) if cards else None
    return EntryScore(
        entry=entry,
        total=total,
        criteria=means,
        cards=cards,
        missing=tuple(c.juror for c in cells if c.points is None and not c.waived),
        waived=tuple(c.juror for c in cells if c.points is None and c.waived),
        passes=total is not None and _meets(conditions, total, means.values()),
    )


def _meets(conditions: Conditions, total: Decimal, means: Iterable[Decimal]) -> bool:
    high_enough = conditions.pass_mark is None or total >= conditions.pass_mark
    return high_enough and not (conditions.no_zero and any(value == 0 for value in means))
