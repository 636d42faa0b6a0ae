"""Whether points may be evened out between strict and kind jurors, and if not, why.

Evening out helps only where strictness can be told from quality: by jurors who share entries, with
sheets enough each, and who do differ. Elsewhere it does harm: across panels that share no entry it
takes the quality of a panel for kindness. The bounds are those of our simulations
(docs/proof/simulation.md).
"""

import enum
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from mentorhub.contests.domain.sentence import N_
from mentorhub.judging.domain.design import Sheet
from mentorhub.judging.domain.scoring import C, E, EntryScore, J
from mentorhub.judging.domain.severity import Fit, solved

FEWEST_SHEETS = 4
LEAST_RATIO = 0.25
"""Of the variance between jurors to that between entries; below it nothing is gained."""


class Why(enum.StrEnum):
    """Why the points decide as they were given; the first that holds."""

    TOO_LITTLE = "too_little"  # nothing to compare: too few sheets, or all of them alike
    APART = "apart"  # groups of jurors who share no entry
    COMPLETE = "complete"  # everybody marked everything: the order would be the same
    SMALL_LOAD = "small_load"  # a juror with fewer than four sheets
    ALIKE = "alike"  # jurors differ too little to matter


REASONS = {
    Why.TOO_LITTLE: N_(
        "there are too few sheets to tell strictness from quality, or all are alike"
    ),
    Why.APART: N_(
        "groups of jurors share no entry, so that nobody can tell a strict jury from weak entries"
    ),
    Why.COMPLETE: N_("every juror marked every entry, which gives the same order"),
    Why.SMALL_LOAD: N_("a juror has fewer than four sheets"),
    Why.ALIKE: N_("jurors differ too little in strictness for it to matter"),
}
"""Why the points count as they were given, as the end of a sentence."""


@dataclass(frozen=True)
class Calibration(Generic[E, J]):
    """`fit` is there for its intervals even where it may not decide; None with too little.

    `groups` are jurors joined by entries they share; `few` those with fewer than four sheets.
    """

    fit: Fit[E, J] | None
    why: Why | None
    groups: Sequence[Collection[J]] = ()
    few: Sequence[J] = ()

    @property
    def may_decide(self) -> bool:
        return self.why is None


def sheets_of(scores: Iterable[EntryScore[E, J, C]]) -> list[Sheet[E, J]]:
    return [
        Sheet(score.entry, juror, total) for score in scores for juror, total in score.cards.items()
    ]


def calibrated(sheets: Collection[Sheet[E, J]]) -> Calibration[E, J]:
    if _too_little(sheets):
        return Calibration(None, Why.TOO_LITTLE)
    groups = _groups(sheets)
    if len(groups) > 1:
        return Calibration(solved(sheets, severity=False), Why.APART, groups)
    fit = solved(sheets)
    load = Counter(one.juror for one in sheets)
    few = sorted((juror for juror, held in load.items() if held < FEWEST_SHEETS), key=str)
    return Calibration(fit, _why(fit, few), groups, few)


def _why(fit: Fit[E, J], few: Sequence[J]) -> Why | None:
    design = fit.design
    if len(design.points) == len(design.entries) * len(design.jurors):
        return Why.COMPLETE
    if few:
        return Why.SMALL_LOAD
    return Why.ALIKE if fit.variances.severity_to_quality < LEAST_RATIO else None


def _too_little(sheets: Collection[Sheet[E, J]]) -> bool:
    read = Counter(one.entry for one in sheets)
    jurors = {one.juror for one in sheets}
    alike = len({one.total for one in sheets}) < 2
    return len(read) < 2 or len(jurors) < 2 or max(read.values()) < 2 or alike


def _groups(sheets: Iterable[Sheet[E, J]]) -> list[frozenset[J]]:
    """Jurors who are joined by entries they share, directly or through others; largest first."""
    of_entry: dict[E, set[J]] = {}
    for one in sheets:
        of_entry.setdefault(one.entry, set()).add(one.juror)
    groups: list[set[J]] = []
    for jurors in of_entry.values():
        touched = [group for group in groups if group & jurors]
        groups = [group for group in groups if not group & jurors]
        groups.append(jurors.union(*touched))
    return [
        frozenset(one) for one in sorted(groups, key=lambda one: (-len(one), min(map(str, one))))
    ]
