"""How good an order is, against what people said themselves.

The loss is the one of reviewer assignment (Stelmakh et al., 2023): of every two ratings of one
query, the pair ranked the wrong way costs the difference of the ratings, a tie half of it; all
divided by what could have been lost. 0 is perfect, 0.5 a coin.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhub.matching.domain.arrays import Floats

RESAMPLES = 1_000
_ROWS = 512


@dataclass(frozen=True, slots=True)
class Loss:
    """The loss over all queries, 0 to 1, and the 95 % interval of a bootstrap over the queries."""

    value: float
    low: float
    high: float


def misranked(scores: Floats, ratings: Floats) -> tuple[float, float]:
    """What one query loses, and what it could lose: (n,) scores against (n,) ratings."""
    lost = possible = 0.0
    for start in range(0, len(scores), _ROWS):
        rows = slice(start, start + _ROWS)
        apart = ratings[rows, None] - ratings[None, :]
        order = np.sign(scores[rows, None] - scores[None, :])
        better = np.maximum(apart, 0.0)
        lost += float((better * (1 - order) / 2).sum())
        possible += float(better.sum())
    return lost, possible


def loss(queries: Sequence[tuple[Floats, Floats]], *, seed: int = 0) -> Loss:
    """Of (scores, ratings) of each query. Raises ValueError when no two ratings differ."""
    parts = np.array([misranked(scores, ratings) for scores, ratings in queries]).reshape(-1, 2)
    parts = parts[parts[:, 1] > 0]
    if not len(parts):
        raise ValueError("no two ratings of one query differ")
    drawn = np.random.default_rng(seed).integers(0, len(parts), (RESAMPLES, len(parts)))
    many = parts[drawn].sum(axis=1)
    low, high = np.quantile(many[:, 0] / many[:, 1], (0.025, 0.975))
    total = parts.sum(axis=0)
    return Loss(float(total[0] / total[1]), float(low), float(high))


def gain(scores: Floats, ratings: Floats) -> float | None:
    """nDCG of one query over its rated things, 0 to 1; tied scores share their places.

    A rating gains what it is above the lowest of the query; None when none is above another.
    """
    gains = ratings - ratings.min()
    if not gains.any():
        return None
    discounts = 1 / np.log2(np.arange(len(gains)) + 2)
    ideal = float(np.sort(gains)[::-1] @ discounts)
    _, group = np.unique(-scores, return_inverse=True)
    shared = np.bincount(group, gains) / np.bincount(group)
    return float(shared[np.sort(group)] @ discounts / ideal)


def recall(everybody: Floats, wanted: Sequence[int], *, among: int) -> float:
    """The share of the wanted rows that stand among the first so many of everybody, 0 to 1.

    Where a tie lies over the edge, a row counts as often as shuffling the tied would let it in.
    """
    if among >= len(everybody):
        return 1.0
    edge = np.partition(everybody, len(everybody) - among)[len(everybody) - among]
    above, level = int((everybody > edge).sum()), int((everybody == edge).sum())
    mine = everybody[list(wanted)]
    return float(((mine > edge) + (mine == edge) * ((among - above) / level)).mean())
