"""The order of merit: places 1, 1, 3; tie-breaks declared beforehand; ties left visible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Generic

from mentorhub.judging.domain.scoring import C, E, EntryScore, J

Key = tuple[Decimal, ...]


@dataclass(frozen=True)
class Placing(Generic[E]):
    """`place` is None for an entry without a score or below the conditions.

    `tied_with` names the entries on the same place: the jury has still to decide, or shares it.
    """

    entry: E
    place: int | None
    total: Decimal | None
    tied_with: tuple[E, ...] = ()


def order_of_merit(
    scores: Sequence[EntryScore[E, J, C]],
    *,
    tie_break: Sequence[C] = (),
    decided: Mapping[E, int] | None = None,
) -> list[Placing[E]]:
    """Best first; entries without a place come last, in the order given.

    Rounded totals decide, so what reads as equal is equal. Then the means of the criteria named
    in `tie_break`, in that order; then `decided`, the jury's own order (1 is best), which counts
    only where all of these are equal and both entries are named in it.
    """
    merits = {s.entry: _merit(s, tie_break) for s in scores if s.passes}
    verdict = _verdicts(merits, decided or {})
    final = {entry: (merit, -verdict[entry]) for entry, merit in merits.items()}
    totals = {score.entry: score.total for score in scores}
    placed: list[Placing[E]] = []
    for _, equals in groupby(sorted(final, key=lambda e: final[e], reverse=True), key=final.get):
        group, place = list(equals), 1 + len(placed)
        placed += [
            Placing(entry, place, totals[entry], tuple(e for e in group if e != entry))
            for entry in group
        ]
    return placed + [Placing(s.entry, None, s.total) for s in scores if s.entry not in merits]


def _merit(score: EntryScore[E, J, C], tie_break: Sequence[C]) -> Key:
    assert score.total is not None
    return (score.total, *(score.criteria[key] for key in tie_break))


def _verdicts(merits: Mapping[E, Key], decided: Mapping[E, int]) -> dict[E, int]:
    """The jury's order inside each group of equals; 0 for all when some of a group is undecided."""
    groups: dict[Key, list[E]] = {}
    for entry, merit in merits.items():
        groups.setdefault(merit, []).append(entry)
    return {
        entry: decided[entry] if all(e in decided for e in group) else 0
        for group in groups.values()
        for entry in group
    }
