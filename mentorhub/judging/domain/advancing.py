"""Who goes on after a stage, and how many of its points go along (contest rules: domain page 5)."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

from mentorhub.contests.domain.stages import Advance, Round
from mentorhub.judging.domain.scoring import E, rounded


@dataclass(frozen=True, slots=True)
class Candidate(Generic[E]):
    """An entry of a closed stage. `place` is None below the conditions of the contest.

    `unit` is the unit right below the one that organises, from which the entry comes; `reach` the
    best place it might as well have (Outlook.best), None where sheets do not tell.
    """

    entry: E
    place: int | None
    total: Decimal | None
    unit: Hashable = None
    reach: int | None = None


def going_on(candidates: Collection[Candidate[E]], rule: Round) -> set[E]:
    """Equals are never parted by the machine: who shares the last place goes on as well."""
    if rule.advance is Advance.EVERYONE:
        return {one.entry for one in candidates}
    placed = [one for one in candidates if one.place is not None]
    return {one.entry for one in placed if _goes_on(one, placed, rule)}


def _goes_on(one: Candidate[E], placed: Collection[Candidate[E]], rule: Round) -> bool:
    if rule.advance is Advance.POINTS:
        return (one.total or 0) >= (rule.points or 0)
    best, by_unit = rule.best or 0, rule.advance is Advance.BEST_OF_UNIT
    if rule.advance is Advance.SHORTLIST and one.reach is not None and one.reach <= best:
        return True
    rivals = [other for other in placed if not by_unit or other.unit == one.unit]
    return sum((other.place or 0) < (one.place or 0) for other in rivals) < best


def carried(total: Decimal, percent: int) -> Decimal:
    """So many per cent of the points of a stage, rounded half-up to two places."""
    return rounded(total * percent / 100)
