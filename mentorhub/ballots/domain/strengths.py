"""What many orders say together: a strength for each entry, after Plackett and Luce.

Whoever fills a ballot chooses the best of what they saw, then the best of the rest, and so on; each
choice falls on an entry in proportion to its strength. The strengths under which the ballots are
likeliest are found by the MM algorithm (Hunter 2004, Annals of Statistics 32, 384-406); with two
entries a ballot this is the model of Bradley and Terry. Every entry also wins and loses `ghost`
comparisons against an average one, so that whoever wins all of them stays within reason and the few
ballots of a small jury do not say more than they can: near the average this is a normal prior of
variance 2/ghost.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

E = TypeVar("E", bound=Hashable)
Numbers = NDArray[np.float64]
GHOST = 1.0
FEWEST_BALLOTS = 2
NINE_IN_TEN = 1.6448536269514722  # of a normal distribution lie within so many standard errors
ALIKE = 6  # places after the decimal point to which strengths are told apart
CLOSE_ENOUGH, MOST_ROUNDS = 1e-12, 50_000


class TooFew(ValueError):
    """One ballot alone would be read, not counted."""


class Apart(ValueError):
    """No chain of ballots joins these groups: nothing says how they stand to each other."""

    def __init__(self, groups: Sequence[Collection[Any]]) -> None:
        super().__init__("ballots fall into groups that share no entry")
        self.groups = groups


@dataclass(frozen=True)
class Strength(Generic[E]):
    """One entry among those on the ballots. Equal strengths share a place.

    `strength` is a logarithm, 0 for the average of these entries, `error` its standard error;
    `best` to `worst` are the places that a difference from others leaves open, nine times in ten.
    """

    entry: E
    place: int
    strength: float
    error: float
    ballots: int
    best: int
    worst: int

    @property
    def beats(self) -> int:
        """How many times of a hundred it would be put before an average entry."""
        return round(100 / (1 + float(np.exp(-self.strength))))


def strengths(ballots: Collection[Sequence[E]], *, ghost: float = GHOST) -> list[Strength[E]]:
    """The strongest first. Ballots with fewer than two entries say nothing and are left out.

    Raises TooFew and Apart; ValueError for an entry twice on a ballot or a ghost of nothing. The
    order in which ballots come makes no difference, not even in the last figure.
    """
    if ghost <= 0:
        raise ValueError("the ghost must weigh something")
    if any(len(set(one)) < len(one) for one in ballots):
        raise ValueError("an entry stands twice on a ballot")
    told = [one for one in ballots if len(one) > 1]
    if len(told) < FEWEST_BALLOTS:
        raise TooFew(f"{len(told)} of at least {FEWEST_BALLOTS} ballots")
    entries = sorted({entry for one in told for entry in one}, key=str)
    groups = groups_of(told)
    if len(groups) > 1:
        raise Apart(groups)
    number = {entry: at for at, entry in enumerate(entries)}
    rows = sorted([number[entry] for entry in one] for one in told)
    strength = _likeliest(rows, len(entries), ghost)
    return _in_order(entries, rows, strength, _spread(rows, strength, ghost))


def groups_of(ballots: Collection[Sequence[E]]) -> list[set[E]]:
    """Entries that a chain of ballots joins; the largest group first."""
    groups: list[set[E]] = []
    for ballot in ballots:
        joined = [group for group in groups if not group.isdisjoint(ballot)]
        groups = [group for group in groups if group not in joined]
        groups.append(set(ballot).union(*joined))
    return sorted(groups, key=lambda group: (-len(group), min(map(str, group))))


def _likeliest(rows: Sequence[Sequence[int]], count: int, ghost: float) -> Numbers:
    """Logarithms of the strengths. The padding of short ballots is an entry of strength nothing."""
    longest = max(map(len, rows))
    index = np.array([[*row, *[count] * (longest - len(row))] for row in rows])
    lengths = np.array([len(row) for row in rows])[:, None]
    chosen = np.arange(longest) < lengths - 1  # the last of a ballot is no choice any more
    wins = np.bincount(index[chosen], minlength=count + 1)[:count] + ghost
    power = np.append(np.ones(count), 0.0)
    for _ in range(MOST_ROUNDS):
        left = np.cumsum(power[index][:, ::-1], axis=1)[:, ::-1]  # strength of what was left
        share = np.divide(1.0, left, out=np.zeros_like(left), where=chosen)
        met = np.bincount(index.ravel(), np.cumsum(share, axis=1).ravel(), minlength=count + 1)
        better = wins / (met[:count] + 2 * ghost / (power[:count] + 1))
        step = float(np.abs(np.log(better / power[:count])).max())
        power[:count] = better
        if step < CLOSE_ENOUGH:
            break
    found: Numbers = np.log(power[:count])
    return found


def _spread(rows: Sequence[Sequence[int]], strength: Numbers, ghost: float) -> Numbers:
    """Covariance of the strengths about their mean, by the Fisher information."""
    count, power = len(strength), np.exp(strength)
    even = 1 / (1 + np.exp(-strength))
    information = np.diag(2 * ghost * even * (1 - even))
    for row in rows:
        for start in range(len(row) - 1):
            left = np.array(row[start:])
            share = power[left] / power[left].sum()
            information[np.ix_(left, left)] += np.diag(share) - np.outer(share, share)
    centred = np.eye(count) - 1 / count
    found: Numbers = centred @ np.linalg.inv(information) @ centred
    return found


def _in_order(
    entries: Sequence[E], rows: Sequence[Sequence[int]], strength: Numbers, spread: Numbers
) -> list[Strength[E]]:
    told = np.round(strength - strength.mean(), ALIKE)
    own = np.diag(spread)
    apart = np.sqrt(np.maximum(own[:, None] + own[None, :] - 2 * spread, 0)) * NINE_IN_TEN
    ahead = (
        told[:, None] - told[None, :] > apart + 10**-ALIKE
    )  # the row is surely before the column
    held = np.bincount([at for row in rows for at in row], minlength=len(entries))
    found = [
        Strength(
            entry=entry,
            place=int((told > told[at]).sum()) + 1,
            strength=float(told[at]),
            error=float(np.sqrt(own[at])),
            ballots=int(held[at]),
            best=int(ahead[:, at].sum()) + 1,
            worst=len(entries) - int(ahead[at].sum()),
        )
        for at, entry in enumerate(entries)
    ]
    return sorted(found, key=lambda one: (one.place, str(one.entry)))
