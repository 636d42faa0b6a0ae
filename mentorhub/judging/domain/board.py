"""A task as arrays: rows are entries, columns are seats, in an order of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from mentorhub.judging.domain.handing import Flags, Floats, Linkage, Places, Seat, Task
from mentorhub.judging.domain.linkage import anchors_among, elsewhere
from mentorhub.judging.domain.panels import heard_by

TIES = 1e-3  # the most by which the lot moves a suitability


@dataclass(frozen=True)
class Board:
    """`given` pairs stand; `free` ones may be given; `held` ones among these were given before.

    Every entry asks for `needs` (entries, 2) more readers: of its own panel, and of others; `away`
    (entries, seats) says to which of the two a reader counts. `room` and `least` (seats,) are what
    each may and has to take on beside what is given; `units` (seats,) where they come from, −1: not
    asked. `worth` (entries, seats) is the suitability with the lot that parts equals.
    """

    entries: list[Any]
    jurors: list[Any]
    given: Flags
    free: Flags
    held: Flags
    needs: Places
    away: Flags
    room: Places
    least: Places
    units: Places
    worth: Floats
    anchors: Places

    @property
    def loads(self) -> Places:
        return np.asarray(self.given.sum(axis=0), np.int64)

    def named(self, pairs: Flags) -> frozenset[tuple[Any, Any]]:
        rows, columns = np.nonzero(pairs)
        return frozenset(
            (self.jurors[seat], self.entries[entry])
            for entry, seat in zip(rows, columns, strict=True)
        )


def laid_out(task: Task[Any, Any]) -> Board:
    """Raises ValueError where a fixed pair is barred or names a stranger."""
    rows = sorted(range(len(task.entries)), key=lambda at: task.entries[at])
    columns = sorted(range(len(task.seats)), key=lambda at: task.seats[at].juror)
    entries, seats = [task.entries[at] for at in rows], [task.seats[at] for at in columns]
    jurors = [seat.juror for seat in seats]
    flags = _Flags(entries, jurors)
    given, barred = _settled(task, flags)
    luck, readers = np.random.default_rng(task.seed), np.array(task.readers, np.int64)
    most = np.array([len(entries) if s.most is None else s.most for s in seats], np.int64)
    open_ = ~barred & ~given & (given.sum(axis=0) < most)
    panel_of = np.array([seat.panel for seat in seats], np.int64)
    heard = heard_by(open_, given, panel_of, readers=readers, luck=luck)
    if task.is_complete:
        given |= open_ & (heard[:, None] == panel_of)
        readers = np.ones_like(readers)  # an entry nobody may read is still told of
    worth = _worth(task, rows, columns, luck)
    anchored = task.linkage is Linkage.ANCHORS
    anchors = anchors_among(open_ | given, given, luck) if anchored else np.zeros(0, np.int64)
    given[anchors] |= open_[anchors]
    away = heard[:, None] != panel_of
    needs = _needs(task.linkage, readers[heard], given, away, luck)
    asked = np.where(away, needs[:, 1:], needs[:, :1]) > 0
    units, loads = _units(seats, asked=task.one_per_unit), given.sum(axis=0)
    free = open_ & ~given & asked & ~_taken(given, units)
    return Board(
        entries=entries,
        jurors=jurors,
        given=given,
        free=free,
        held=flags.of(task.held) & free,
        needs=needs,
        away=away,
        room=np.maximum(most - loads, 0),
        least=np.maximum(np.array([seat.least for seat in seats]) - loads, 0),
        units=units,
        worth=worth,
        anchors=anchors,
    )


def _settled(task: Task[Any, Any], flags: "_Flags") -> tuple[Flags, Flags]:
    """The pairs that are fixed, and those that are barred."""
    given, barred = flags.of(task.fixed), flags.of(task.barred)
    if (given & barred).any():
        raise ValueError("a fixed pair is barred")
    return given, barred


def _worth(
    task: Task[Any, Any], rows: list[int], columns: list[int], luck: np.random.Generator
) -> Floats:
    """The suitability with the lot that parts equals, (entries, seats)."""
    lot = TIES * luck.random((len(rows), len(columns)))
    return lot if task.fits is None else lot + task.fits[np.ix_(rows, columns)]


class _Flags:
    """Pairs (juror, entry) as an array (entries, seats)."""

    def __init__(self, entries: list[Any], jurors: list[Any]) -> None:
        self.row = {entry: at for at, entry in enumerate(entries)}
        self.column = {juror: at for at, juror in enumerate(jurors)}

    def of(self, pairs: Collection[tuple[Any, Any]]) -> Flags:
        found = np.zeros((len(self.row), len(self.column)), np.bool_)
        for juror, entry in pairs:
            if juror in self.column and entry in self.row:
                found[self.row[entry], self.column[juror]] = True
        return found


def _needs(
    linkage: Linkage, readers: Places, given: Flags, away: Flags, luck: np.random.Generator
) -> Places:
    """How many more readers each entry lacks (entries, 2): of its own panel, and of others."""
    rotates = linkage is Linkage.ROTATED and away.any()
    abroad = elsewhere(readers, luck) if rotates else np.zeros(len(readers), np.int64)
    missing = np.maximum(readers - given.sum(axis=1), 0)
    out = np.minimum(missing, np.maximum(abroad - (given & away).sum(axis=1), 0))
    return np.stack([missing - out, out], axis=1)


def _units(seats: list[Seat[Any]], *, asked: bool) -> Places:
    """A number for each unit, (seats,); −1 where nobody asks, or a juror has none."""
    units = [seat.unit if asked else None for seat in seats]
    number = {unit: at for at, unit in enumerate(dict.fromkeys(units))}
    return np.array([-1 if one is None else number[one] for one in units], np.int64)


def _taken(given: Flags, units: Places) -> Flags:
    """Pairs that would bring a second juror of one unit to an entry."""
    return np.asarray(given @ same_unit(units), np.bool_)


def same_unit(units: Places) -> Flags:
    """(seats, seats): do two seats come from one unit? Nobody and those without one do not."""
    return np.asarray((units[:, None] == units[None, :]) & (units >= 0)[:, None], np.bool_)
