"""How sure a ranking is: the places an entry might as well have, had other jurors read it.

True points are drawn a thousand times from what the sheets leave open, and ranked each time. What
is shown are the places between which an entry lies in nine draws of ten, and how often it is first
or among the prizes. In simulations these ranges hold the true place about as often as they say
(docs/proof/simulation.md); not where panels share no entry.
"""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic

import numpy as np

from mentorhub.judging.domain.scoring import NOTHING, E, J
from mentorhub.judging.domain.severity import Fit

DRAWS = 1000
SURE, HARD = 0.9, 0.1
OUTSIDE = (1 - SURE) / 2


class Chance(enum.StrEnum):
    SURE = "sure"  # more than nine in ten
    OPEN = "open"
    HARD = "hard"  # less than one in ten


@dataclass(frozen=True)
class Outlook(Generic[E]):
    """Places from `best` to `worst` in 90 of 100 draws; the shares of draws on place one, and
    among the prizes."""

    entry: E
    best: int
    worst: int
    first: float
    prize: float

    @property
    def could_win(self) -> bool:
        return self.best == 1

    @property
    def chance(self) -> Chance:
        if self.prize > SURE:
            return Chance.SURE
        return Chance.HARD if self.prize < HARD else Chance.OPEN


def outlooks(
    fit: Fit[E, J],
    entries: Collection[E],
    *,
    prizes: int,
    seed: int,
    beside: Mapping[E, Decimal] | None = None,
) -> dict[E, Outlook[E]]:
    """Of the entries that may be placed; `beside` are points that are no part of the sheets.

    The same sheets and seed give the same outlooks, in whatever order they come.
    """
    known = [(i, one) for i, one in enumerate(fit.design.entries) if one in set(entries)]
    if not known:
        return {}
    extra = np.array([float((beside or {}).get(one, NOTHING)) for _, one in known])
    drawn = fit.drawn(DRAWS, seed)[:, [i for i, _ in known]] + extra
    places = np.argsort(np.argsort(-drawn, axis=1), axis=1) + 1
    low, high = np.quantile(places, [OUTSIDE, 1 - OUTSIDE], axis=0, method="inverted_cdf")
    return {
        one: Outlook(
            entry=one,
            best=int(low[i]),
            worst=int(high[i]),
            first=float((places[:, i] == 1).mean()),
            prize=float((places[:, i] <= prizes).mean()),
        )
        for i, (_, one) in enumerate(known)
    }


def shortlist(places: Mapping[E, int], known: Mapping[E, Outlook[E]], best: int) -> set[E]:
    """The best so many by their place, and every other entry whose range crosses that border."""
    return {
        entry
        for entry, place in places.items()
        if place <= best or (entry in known and known[entry].best <= best)
    }
