"""Sheets that lie far from the others of their entry: somebody asks before the table is fixed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic

from mentorhub.judging.domain.scoring import C, E, EntryScore, J

FAR = 2
"""Standard deviations from the mean of the entry; of sheets alike one in seventy at three each."""


@dataclass(frozen=True)
class FarSheet(Generic[E, J]):
    """`away` is how far above the mean of the entry (below it: less than nothing), in points."""

    entry: E
    juror: J
    total: Decimal
    away: Fraction


def pooled_variance(scores: Iterable[EntryScore[E, J, C]]) -> Fraction | None:
    """Within entries, over all of them together; None where no entry has two sheets."""
    squares, degrees = Fraction(0), 0
    for score in scores:
        if score.cards:
            squares += sum((_away(score, total) ** 2 for total in score.cards.values()), Fraction())
            degrees += len(score.cards) - 1
    return squares / degrees if degrees else None


def far_sheets(scores: Iterable[EntryScore[E, J, C]]) -> list[FarSheet[E, J]]:
    """More than twice the pooled standard deviation from the entry's mean; the farthest first.

    Exact: what lies just on the border is not far. Two sheets of one entry lie equally far.
    """
    known = list(scores)
    variance = pooled_variance(known)
    if not variance:
        return []
    found = [
        FarSheet(score.entry, juror, total, _away(score, total))
        for score in known
        for juror, total in score.cards.items()
        if _away(score, total) ** 2 > FAR**2 * variance
    ]
    return sorted(found, key=lambda one: (-abs(one.away), str(one.entry), str(one.juror)))


def _away(score: EntryScore[E, J, C], total: Decimal) -> Fraction:
    totals = score.cards.values()
    return Fraction(total) - Fraction(sum(totals, Decimal())) / len(totals)
