"""Strictness told from quality: what each sheet says of its entry, and what of its juror.

The model is t = m + q(entry) + s(juror) + e, with q, s and e normal around nothing: an additive
model whose effects are shrunk, as for the reviews of NIPS 2012 (Platt, Burges). Given the three
variances, Henderson's equations (Biometrics 31, 1975) give m, q and s; the variances are those of
the greatest restricted likelihood (Patterson, Thompson, Biometrika 58, 1971).

Entries are many and meet few jurors, so they are eliminated: what remains to be solved has a row
for each juror. The order in which sheets come changes nothing: they are sorted first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Generic, NamedTuple

import numpy as np

from mentorhub.judging.domain.design import Design, Floats, Sheet
from mentorhub.judging.domain.scoring import E, J, rounded

WIDEST, COARSEST, FINEST = 10.0, 2.0, 1e-3
"""Of the search: natural logarithms of variances over the noise, and its steps."""
NINE_IN_TEN = 1.645
"""Standard errors to each side between which a figure lies nine times in ten."""


class Variances(NamedTuple):
    """In squared points: between entries, between jurors, and what is left within sheets."""

    quality: float
    severity: float
    noise: float

    @property
    def severity_to_quality(self) -> float:
        return self.severity / self.quality


class Fit(Generic[E, J]):
    """The model solved for given variances: arrays in the order of `entries` and of `jurors`."""

    def __init__(self, design: Design[E, J], variances: Variances) -> None:
        self.design, self.variances = design, variances
        self._weights, self._left, right = _equations(design, variances)
        found = np.linalg.solve(self._left, right)
        self.centre = design.centre + float(found[0])
        self.severity: Floats = np.asarray(found[1:], dtype=np.float64)
        self.quality: Floats = self._weights * (
            design.entry_sum - design.of_entry * found[0] - design.by_entry(self.severity)
        )

    @property
    def adjusted(self) -> dict[E, Decimal]:
        """The points of each entry, as if everybody had marked it; two places, half-up."""
        points = self.centre + self.quality
        return {
            entry: rounded(Decimal(repr(float(one))))
            for entry, one in zip(self.design.entries, points, strict=True)
        }

    @cached_property
    def errors(self) -> tuple[Floats, Floats]:
        """Standard errors: of the adjusted points, and of the severity of jurors."""
        inverse = np.linalg.inv(self._left) * self.variances.noise
        incident = np.zeros((len(self.design.entries), 1 + len(self.design.jurors)))
        incident[:, 0] = self.design.of_entry
        incident[self.design.entry, 1 + self.design.juror] = 1.0
        told = -self._weights[:, None] * incident
        told[:, 0] += 1.0
        spread = np.einsum("ij,ij->i", told @ inverse, told)
        return (
            np.sqrt(spread + self.variances.noise * self._weights),
            np.sqrt(np.diagonal(inverse)[1:]),
        )

    def drawn(self, times: int, seed: int) -> Floats:
        """So many draws of all true points, given the sheets: an array draws × entries."""
        luck = np.random.default_rng(seed)
        design, noise = self.design, self.variances.noise
        root = np.linalg.cholesky(self._left / noise)
        loose = luck.standard_normal((len(root), times))
        away = np.linalg.solve(root.T, loose)
        means = np.concatenate(([self.centre - design.centre], self.severity))[:, None] + away
        drawn = np.empty((times, len(design.entries)))
        for i, (centre, severity) in enumerate(zip(means[0], means[1:].T, strict=True)):
            rest = design.entry_sum - design.of_entry * centre - design.by_entry(severity)
            drawn[i] = design.centre + centre + self._weights * rest
        spread = np.sqrt(noise * self._weights)
        return drawn + spread * luck.standard_normal(drawn.shape)


def _equations(design: Design[E, J], variances: Variances) -> tuple[Floats, Floats, Floats]:
    """Weights that eliminate the entries, and the equations of centre and jurors: left, right.

    All over the variance of the noise, so that the left side counts sheets.
    """
    weights = 1.0 / (design.of_entry + variances.noise / variances.quality)
    size = 1 + len(design.jurors)
    left = np.empty((size, size))
    left[0, 0] = design.of_entry.sum() - (weights * design.of_entry**2).sum()
    left[0, 1:] = left[1:, 0] = design.of_juror - design.by_juror(weights * design.of_entry)
    left[1:, 1:] = -design.shared(weights)
    inner = np.arange(1, size)
    left[inner, inner] += design.of_juror + variances.noise / variances.severity
    right = np.empty(size)
    right[0] = design.points.sum() - (weights * design.of_entry * design.entry_sum).sum()
    right[1:] = design.juror_sum - design.by_juror(weights * design.entry_sum)
    return weights, left, right


def _unlikeliness(design: Design[E, J], quality: float, severity: float) -> tuple[float, float]:
    """−2 × the restricted log-likelihood, and the variance of the noise that goes with it.

    Both ratios are natural logarithms of a variance over that of the noise.
    """
    ratios = Variances(float(np.exp(quality)), float(np.exp(severity)), 1.0)
    weights, left, right = _equations(design, ratios)
    rest = design.points @ design.points - weights @ design.entry_sum**2
    # the last pivot of the bordered equations is what they leave unexplained
    pivots = np.diagonal(np.linalg.cholesky(np.block([[left, right[:, None]], [right, rest]])))
    unexplained, degrees = float(pivots[-1] ** 2), len(design.points) - 1
    size = float(2 * np.log(pivots[:-1]).sum() - np.log(weights).sum())
    size += quality * len(design.entries) + severity * len(design.jurors)
    return degrees * float(np.log(unexplained)) + size, unexplained / degrees


def likeliest(design: Design[E, J], *, severity: bool = True) -> Variances:
    """The variances of the greatest restricted likelihood, found by a pattern search.

    Without `severity` jurors are all alike, and what they differ by is noise. Raises ValueError
    where every sheet has the same points: there is nothing to tell apart.
    """
    if not np.any(design.points):
        raise ValueError("all sheets have the same points")
    at = (0.0, -1.0 if severity else -2 * WIDEST)
    best, noise = _unlikeliness(design, *at)
    step = COARSEST
    while step > FINEST:
        better = None
        for near in _near(at, step, both=severity):
            unlikeliness, its_noise = _unlikeliness(design, *near)
            if unlikeliness < best:
                best, noise, better = unlikeliness, its_noise, near
        if better is None:
            step /= 2
        else:
            at = better
    return Variances(noise * float(np.exp(at[0])), noise * float(np.exp(at[1])), noise)


def _near(at: tuple[float, float], step: float, *, both: bool) -> Iterable[tuple[float, float]]:
    x, y = at
    around = [(x + step, y), (x - step, y)]
    if both:
        around += [(x, y + step), (x, y - step)]
    return [one for one in around if abs(one[0]) <= WIDEST and (not both or abs(one[1]) <= WIDEST)]


def solved(
    sheets: Iterable[Sheet[E, J]], variances: Variances | None = None, *, severity: bool = True
) -> Fit[E, J]:
    """The model of these sheets, with the likeliest variances unless they are given."""
    design = Design(sheets)
    return Fit(design, variances or likeliest(design, severity=severity))


@dataclass(frozen=True)
class Severity(Generic[J]):
    """How much one juror gives above (or below) the panel, with its standard error; in points."""

    juror: J
    shift: float
    error: float
    sheets: int

    @property
    def low(self) -> float:
        """The true figure lies above it 19 times in 20."""
        return self.shift - NINE_IN_TEN * self.error

    @property
    def high(self) -> float:
        return self.shift + NINE_IN_TEN * self.error

    @property
    def stands_out(self) -> bool:
        """Nothing is not between both ends."""
        return self.low > 0 or self.high < 0


def severities(fit: Fit[E, J]) -> list[Severity[J]]:
    errors = fit.errors[1]
    figures = zip(fit.design.jurors, fit.severity, errors, fit.design.of_juror, strict=True)
    return [Severity(juror, float(s), float(e), int(n)) for juror, s, e, n in figures]
