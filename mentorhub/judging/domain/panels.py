"""Entries shared among panels, then among the jurors of each panel."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Generic

from mentorhub.judging.domain.assignment import E, J, TooFewJurors, share_out


@dataclass(frozen=True)
class Bench(Generic[J]):
    """The jurors of one panel, in a fixed order, and how many of them mark each entry."""

    jurors: Sequence[J]
    readers: int


def share_among_panels(
    entries: Sequence[E],
    benches: Sequence[Bench[J]],
    *,
    seed: int,
    conflicts: Collection[tuple[J, E]] = frozenset(),
    locked: Collection[tuple[J, E]] = frozenset(),
    capacities: Mapping[J, int] | None = None,
) -> list[tuple[J, E]]:
    """New (juror, entry) pairs: each entry is heard by one panel, and by nobody outside of it.

    An entry stays with the panel that has sheets of it. Where fewest panels are free of conflict
    is chosen first, then the panel with the least to mark for each of its jurors, then by lot.
    Raises TooFewJurors as `share_out` does, for the entries of all panels together.
    """
    heard = _heard(entries, benches, seed, conflicts, locked)
    pairs: list[tuple[J, E]] = []
    missing: dict[object, int] = {}
    for number, bench in enumerate(benches):
        mine = [entry for entry in entries if heard[entry] == number]
        sitting = set(bench.jurors)
        try:
            pairs += share_out(
                mine,
                bench.jurors,
                readers=bench.readers,
                seed=seed + number,
                conflicts=_within(conflicts, sitting, mine),
                locked=_within(locked, sitting, mine),
                capacities={j: n for j, n in (capacities or {}).items() if j in sitting},
            )
        except TooFewJurors as problem:
            missing |= problem.missing
    if missing:
        raise TooFewJurors(missing)
    return pairs


def _heard(
    entries: Sequence[E],
    benches: Sequence[Bench[J]],
    seed: int,
    conflicts: Collection[tuple[J, E]],
    locked: Collection[tuple[J, E]],
) -> dict[E, int]:
    """{entry: number of its panel}."""
    sits_in = {juror: number for number, bench in enumerate(benches) for juror in bench.jurors}
    heard = {entry: sits_in[juror] for juror, entry in locked if juror in sits_in}
    load = Counter(heard.values())
    barred = set(conflicts)
    able = {entry: _able(entry, benches, barred) for entry in entries}
    luck = Random(seed)
    drawn = sorted(entries, key=lambda _: luck.random())
    for entry in sorted(drawn, key=lambda one: len(able[one])):
        if entry not in heard:
            free = able[entry] or range(len(benches))
            heard[entry] = min(free, key=lambda number: _weight(load[number], benches[number]))
            load[heard[entry]] += 1
    return heard


def _able(entry: E, benches: Sequence[Bench[J]], barred: set[tuple[J, E]]) -> list[int]:
    """The panels with enough jurors who may mark this entry."""
    return [
        number
        for number, bench in enumerate(benches)
        if sum((juror, entry) not in barred for juror in bench.jurors) >= bench.readers
    ]


def _weight(entries: int, bench: Bench[J]) -> Fraction:
    """Sheets for each juror, were one more entry heard here."""
    return Fraction((entries + 1) * bench.readers, max(len(bench.jurors), 1))


def _within(
    pairs: Collection[tuple[J, E]], jurors: Collection[J], entries: Collection[E]
) -> set[tuple[J, E]]:
    held = set(entries)
    return {(juror, entry) for juror, entry in pairs if juror in jurors and entry in held}
