"""What handing out is about: who may read what, what must hold, and what came of it."""

import enum
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

E = TypeVar("E", bound=Hashable)
J = TypeVar("J", bound=Hashable)
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


class Linkage(enum.StrEnum):
    """How panels come to share entries, so that a strict panel can be told from a weak entry."""

    NONE = "none"
    ROTATED = "rotated"  # a third of all readings is done by jurors of another panel
    ANCHORS = "anchors"  # three entries are read by everybody


@dataclass(frozen=True, slots=True)
class Seat(Generic[J]):
    """A juror: the number of their panel, where they come from, and how many entries they read."""

    juror: J
    panel: int = 0
    unit: Hashable = None
    least: int = 0
    most: int | None = None
    is_empty: bool = False  # its juror has left; what was submitted counts


@dataclass(frozen=True)
class Task(Generic[E, J]):
    """Entries and seats, each in an order that can be sorted, and what must hold.

    `readers` of an entry, by panel; `fits` (entries, seats), 0 to 1. Pairs are (juror, entry):
    `fixed` ones stand, `held` ones may move at a price, `barred` ones never meet; of these
    `suspected` ones would be free if somebody cleared them. In an `is_complete` task every
    seat of the panel reads the entry, barred pairs apart; `readers` say which panels can hear it.
    """

    entries: Sequence[E]
    seats: Sequence[Seat[J]]
    readers: Sequence[int]
    fits: Floats | None = None
    barred: Collection[tuple[J, E]] = frozenset()
    suspected: Collection[tuple[J, E]] = frozenset()
    fixed: Collection[tuple[J, E]] = frozenset()
    held: Collection[tuple[J, E]] = frozenset()
    one_per_unit: bool = False
    linkage: Linkage = Linkage.NONE
    seed: int = 0
    is_complete: bool = False


class Method(enum.StrEnum):
    FLOW = "flow"  # a linear program whose best corner is whole: exact
    MIXED = "mixed"  # a mixed-integer program, within `gap` of the best
    MENDED = "mended"  # out of time: the flow, mended by exchanges; see `doubled`


@dataclass(frozen=True)
class Plan(Generic[E, J]):
    """Who reads what afterwards, `fixed` pairs among them.

    `islands` counts the groups of jurors that no chain of common entries joins: with more than
    one, severity cannot be told from quality. `doubled` are entries with two jurors of one unit.
    """

    pairs: frozenset[tuple[J, E]]
    method: Method = Method.FLOW
    gap: float = 0.0
    islands: int = 1
    anchors: tuple[E, ...] = ()
    doubled: tuple[E, ...] = ()


class Rule(enum.StrEnum):
    """What stands in the way, or would be enough if it gave way."""

    JURORS = "jurors"  # so many more jurors without a tie
    MOST = "most"  # so many entries more for each juror
    LEAST = "least"  # the least that each juror reads, lowered to this
    READERS = "readers"  # so many readers for each entry
    UNIT = "unit"  # two jurors of one unit may read the same entry
    LINKAGE = "linkage"  # panels share nothing
    SUSPECTED = "suspected"  # so many suspected ties cleared


@dataclass(frozen=True)
class Way:
    """One change that is enough alone, as small as it can be; `pairs` only of suspected ties."""

    rule: Rule
    amount: int = 0
    pairs: tuple[tuple[Any, Any], ...] = ()


@dataclass(frozen=True)
class Blocked(ValueError):
    """It cannot be done: entries with the readers they lack, jurors below their least, ways out."""

    missing: Mapping[Any, int] = field(default_factory=dict)
    idle: Mapping[Any, int] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()
