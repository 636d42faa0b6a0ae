"""Weights learnt from what mentors answered, pulled towards the shipped ones.

A yes is foretold by a logistic regression on what the score was made of when the team asked:
log-odds = level + slope · Σ ratio × weight × part. Each ratio has a Gaussian prior around 1, the
shipped weight, and stays within a quarter and four times: no weight can turn its sign or die out.
Whole mentors are left out in turn; weights are worth having only if they foretell the answers of
those mentors better than the shipped ones do. docs/decisions/0052-what-a-recommendation-learns.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mentorhub.matching.domain.arrays import Floats, Places
from mentorhub.matching.domain.measures import misranked
from mentorhub.matching.domain.weights import LEARNT, SHIPPED, Weights

LEAST_ANSWERS = 300
LEAST_OF_EACH = 30
LEAST_MENTORS = 20
FOLDS = 10
SPREAD = 0.5  # of a ratio around 1, as the prior has it
LOWEST, HIGHEST = 0.25, 4.0
SLOPES = (0.01, 100.0)
MOST_STEPS, HALVINGS, STILL = 200, 30, 1e-9
FIRM = 1e-6  # so that a step can be taken where all scores are alike
MARGIN = 2.0  # standard errors; what is in force already only has to stay ahead
NOTHING_REACHED, ALL_REACHED = 1, 4


@dataclass(frozen=True, slots=True)
class Answer:
    """What one mentor said to one team: `parts` of the score when asked (`suitability.parts`), and
    how good an answer it was, 0 a refusal to 1."""

    mentor: str
    parts: Mapping[str, float]
    value: float


@dataclass(frozen=True, slots=True)
class Enough:
    """How many answers there are to learn from, and of what kind."""

    answers: int
    accepted: int
    declined: int
    mentors: int

    def __bool__(self) -> bool:
        return (
            self.answers >= LEAST_ANSWERS
            and min(self.accepted, self.declined) >= LEAST_OF_EACH
            and self.mentors >= LEAST_MENTORS
        )


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights, and how they foretell mentors they were not learnt from, beside the shipped ones.

    Losses in nats an answer; `gain` is their difference, `error` its standard error. `order` is the
    part of pairs of a yes and a no that are put the wrong way round, 0 to 1, a tie half.
    """

    weights: Weights
    answers: int
    mentors: int
    loss_before: float
    loss_after: float
    error: float
    order_before: float
    order_after: float

    @property
    def gain(self) -> float:
        return self.loss_before - self.loss_after

    def is_better(self, *, is_in_force: bool) -> bool:
        """Worth having: beyond luck, or still ahead where weights so learnt are in force."""
        needed = 0.0 if is_in_force else MARGIN * self.error
        return self.gain > needed and self.order_after <= self.order_before


def value_of(*, accepted: bool, reached: int | None) -> float:
    """A refusal is 0, a yes 1; a yes by which nothing was reached (1 of 4) in the end is a half."""
    if not accepted:
        return 0.0
    steps = ALL_REACHED - NOTHING_REACHED
    return 1.0 if reached is None else 0.5 + 0.5 * (reached - NOTHING_REACHED) / steps


def enough(answers: Sequence[Answer]) -> Enough:
    accepted = sum(answer.value > 0 for answer in answers)
    mentors = {answer.mentor for answer in answers}
    return Enough(len(answers), accepted, len(answers) - accepted, len(mentors))


def learn(answers: Sequence[Answer], shipped: Weights = SHIPPED, *, seed: int = 0) -> Learnt:
    """The weights these answers speak for. Same answers in the same order, same weights.

    Raises ValueError when there are too few, too few of a kind or from too few mentors.
    """
    if not enough(answers):
        raise ValueError("too few answers")
    worth = np.array([shipped.named[name] for name in LEARNT])
    parts = np.array([[answer.parts.get(name, 0.0) for name in LEARNT] for answer in answers])
    values = np.array([answer.value for answer in answers])
    _, mentors = np.unique([answer.mentor for answer in answers], return_inverse=True)
    shares = parts * worth
    ratios = _fitted(shares, values, moves=True)[2:]
    named = dict(zip(LEARNT, map(float, worth * _as_wide(shares, ratios)), strict=True))
    losses, orders = _left_out(shares, values, mentors, seed)
    before, after = losses.mean(axis=0)
    gains = np.bincount(mentors, losses[:, 0] - losses[:, 1])
    usual = (before - after) * np.bincount(mentors)
    return Learnt(
        shipped.with_named(named),
        len(answers),
        len(gains),
        float(before),
        float(after),
        float(np.sqrt(((gains - usual) ** 2).sum()) / len(answers)),
        *map(float, orders),
    )


def _left_out(shares: Floats, values: Floats, mentors: Places, seed: int) -> tuple[Floats, Floats]:
    """Losses (n, 2) of answers whose mentor was left out, by shipped and by learnt weights; and the
    part of pairs in the wrong order (2,)."""
    order = np.random.default_rng(seed).permutation(mentors.max() + 1)
    cuts = np.linspace(0, len(order), FOLDS + 1).astype(int)
    losses, lost = np.zeros((len(values), 2)), np.zeros((2, 2))
    for first, last in pairwise(cuts):
        out = np.isin(mentors, order[first:last])
        for place, moves in enumerate((False, True)):
            level, slope, *ratios = _fitted(shares[~out], values[~out], moves=moves)
            scores = shares[out] @ np.array(ratios)
            losses[out, place] = _losses(level + slope * scores, values[out])
            lost[place] += misranked(scores, values[out])
    return losses, lost[:, 0] / np.maximum(lost[:, 1], 1e-9)


def _fitted(shares: Floats, values: Floats, *, moves: bool) -> Floats:
    """Level, slope and a ratio for each weight, most likely after the prior; all ratios 1 where
    weights do not move.

    Newton's steps on the expected curvature, held inside the bounds: what stands at a bound and
    would leave it waits for the next step.
    """
    many = shares.shape[1]
    free = np.array([True, True, *[moves] * many])
    low = np.array([-np.inf, SLOPES[0], *[LOWEST] * many])
    high = np.array([np.inf, SLOPES[1], *[HIGHEST] * many])
    point = np.array([np.log(values.mean() / (1 - values.mean())), 1.0, *np.ones(many)])
    total, uphill, curved = _objective(point, shares, values)
    for _ in range(MOST_STEPS):
        inside = free & ~((point <= low) & (uphill > 0)) & ~((point >= high) & (uphill < 0))
        step = np.zeros(len(point))
        step[inside] = -np.linalg.solve(curved[np.ix_(inside, inside)], uphill[inside])
        for _ in range(HALVINGS):
            reached = np.clip(point + step, low, high)
            found = _objective(reached, shares, values)
            if found[0] < total:
                break
            step /= 2
        else:
            break
        before, point, (total, uphill, curved) = total, reached, found
        if before - total < STILL:
            break
    return point


def _objective(point: Floats, shares: Floats, values: Floats) -> tuple[float, Floats, Floats]:
    """Minus the logarithm of likelihood × prior, its slope in every direction, and the expected
    curvature of it."""
    slope, ratios = point[1], point[2:]
    scores = shares @ ratios
    odds = point[0] + slope * scores
    expected = np.exp(-np.logaddexp(0, -odds))
    away = (ratios - 1) / SPREAD
    moved = np.column_stack([np.ones(len(values)), scores, slope * shares])
    uphill = (expected - values) @ moved
    uphill[2:] += away / SPREAD
    # no matrix product: its threads cost more than they give, and add in another order elsewhere
    curved = np.einsum("ni,nj->ij", moved * (expected * (1 - expected))[:, None], moved)
    curved[np.diag_indices(len(point))] += [FIRM, FIRM, *[1 / SPREAD**2] * len(ratios)]
    return float(_losses(odds, values).sum() + 0.5 * (away @ away)), uphill, curved


def _losses(odds: Floats, values: Floats) -> Floats:
    """Cross-entropy of each answer, in nats."""
    return np.asarray(np.logaddexp(0, odds) - values * odds)


def _as_wide(shares: Floats, ratios: Floats) -> Floats:
    """The ratios, all times one factor so that scores spread as far as by the shipped weights:
    what a score of 1.0 means stays what it was."""
    wide = float((shares @ ratios).std())
    factor = float(shares.sum(axis=1).std()) / wide if wide > 0 else 1.0
    bounded: NDArray[Any] = np.clip(ratios * factor, LOWEST, HIGHEST)
    return bounded
