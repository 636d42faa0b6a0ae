"""The best handing-out there is: a flow where that is enough, whole numbers where it is not."""

from collections.abc import Callable
from typing import Any

import numpy as np

from mentorhub.judging.domain.board import Board, laid_out, same_unit
from mentorhub.judging.domain.handing import E, Flags, Floats, J, Method, Plan, Task
from mentorhub.judging.domain.linkage import bridged, islands
from mentorhub.judging.domain.obstacles import explained
from mentorhub.judging.domain.program import (
    KEEP,
    Columns,
    Found,
    Rows,
    Slots,
    columns_of,
    reader_rows,
    run,
    seat_rows,
    slot_rows,
    slots_of,
    unit_rows,
)

Run = Callable[..., Found]


def solve(task: Task[E, J], *, run: Run = run) -> Plan[E, J]:
    """Who reads what: the most suitability, less what uneven loads and moved sheets cost.

    The same task gives the same plan, however its parts are ordered. What is held already and could
    not be bettered stays. Raises Blocked where nothing is possible, ValueError where a fixed pair
    is barred. `run` is the solver, for tests of what happens when its time is up.
    """
    board = laid_out(task)
    program = _Program(board)
    found, method = program.flow(run), Method.FLOW
    if found.values is None and not found.is_late:
        raise explained(task)
    if not found.is_whole:
        found, method = program.mixed(run), Method.MIXED
    if found.values is None and not found.is_late:
        raise explained(task)
    if found.values is None:
        found, method = program.flow(run, units=False), Method.MENDED
    if found.values is None:
        raise explained(task)
    pairs = board.given | program.pairs_of(found)
    if method is Method.MENDED:
        pairs = _mended(board, pairs)
    if method is not Method.FLOW and program.is_as_good(held := board.given | board.held, pairs):
        pairs = held
    return _plan(board, pairs, method, found.gap)


def _plan(board: Board, pairs: Flags, method: Method, gap: float) -> Plan[Any, Any]:
    units = same_unit(board.units)
    movable, allowed = board.free, board.free
    linked = bridged(pairs, movable=movable, allowed=allowed, fits=board.worth, units=units)
    groups = islands(linked)
    apart = np.flatnonzero(_doubled(board, linked))
    return Plan(
        pairs=board.named(linked),
        method=method,
        gap=gap,
        islands=len(np.unique(groups[groups >= 0])),
        anchors=tuple(board.entries[at] for at in board.anchors),
        doubled=tuple(board.entries[at] for at in apart),
    )


class _Program:
    """The board's columns and rows, put together once."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.columns: Columns = columns_of(board)
        self.slots: Slots = slots_of(board, self.columns)
        self.cost = np.concatenate([-self._gain(), self.slots.cost])
        self.wide = np.concatenate([np.ones(self.columns.count), self.slots.wide])

    def _gain(self) -> Floats:
        at = self.columns.entry, self.columns.seat
        return np.asarray(self.board.worth[at] + KEEP * self.board.held[at])

    def _rows(self, *, units: bool) -> list[Rows]:
        board, columns = self.board, self.columns
        rows = [reader_rows(board, columns), seat_rows(board, columns)]
        rows.append(slot_rows(columns, self.slots, len(board.jurors)))
        return [*rows, unit_rows(board, columns)] if units else rows

    def flow(self, run: Run, *, units: bool = True) -> Found:
        if self.columns.count == 0:
            return self._nothing()
        return run(self.cost, self._rows(units=units), wide=self.wide)

    def _nothing(self) -> Found:
        """No pair can be given: well where nobody asks for any."""
        asked = self.board.needs.any() or self.board.least.any()
        return Found(None if asked else np.zeros(0))

    def mixed(self, run: Run) -> Found:
        whole = np.arange(len(self.cost)) < self.columns.count
        return run(self.cost, self._rows(units=True), wide=self.wide, whole=whole)

    def pairs_of(self, found: Found) -> Flags:
        pairs = np.zeros_like(self.board.given)
        if found.values is not None and self.columns.count:
            chosen = found.values[: self.columns.count] > 0.5
            pairs[self.columns.entry[chosen], self.columns.seat[chosen]] = True
        return pairs

    def is_as_good(self, held: Flags, pairs: Flags) -> bool:
        """Is what is held whole, and no worse than what a search that may stop early found?"""
        board = self.board
        if not (held & ~board.given).any() or _doubled(board, held).any():
            return False
        new = held & ~board.given
        near, far = (new & ~board.away).sum(axis=1), (new & board.away).sum(axis=1)
        took = new.sum(axis=0)
        is_whole = (np.stack([near, far], axis=1) == board.needs).all()
        fits = (board.least <= took).all() and (took <= board.room).all()
        return bool(is_whole and fits and self.value(held) >= self.value(pairs) - 1e-9)

    def value(self, pairs: Flags) -> float:
        board = self.board
        new = pairs & ~board.given
        gain = float((board.worth + KEEP * board.held)[new].sum())
        took = new.sum(axis=0)
        before = np.cumsum(self.slots.wide) - self.slots.wide
        first = np.searchsorted(self.slots.seat, self.slots.seat)
        used = np.clip(took[self.slots.seat] - (before - before[first]), 0, self.slots.wide)
        return gain - float((used * self.slots.cost).sum())


def _doubled(board: Board, pairs: Flags) -> Flags:
    """Entries, anchors aside, that two jurors of one unit read, (entries,)."""
    together = (pairs @ same_unit(board.units).astype(np.int64)) * pairs
    crowded = np.asarray((together > 1).any(axis=1), np.bool_)
    crowded[board.anchors] = False
    return crowded


def _mended(board: Board, pairs: Flags) -> Flags:
    """For each second juror of a unit the most suitable one with room who brings no other."""
    pairs, units = pairs.copy(), same_unit(board.units)
    room = board.room - (pairs & ~board.given).sum(axis=0)
    for entry in np.flatnonzero(_doubled(board, pairs)):
        for seat in np.flatnonzero(pairs[entry] & ~board.given[entry]):
            others = pairs[entry].copy()
            others[seat] = False
            if not (others & units[seat]).any():
                continue
            able = board.free[entry] & ~pairs[entry] & (room > 0) & ~units[others].any(axis=0)
            able &= board.away[entry] == board.away[entry, seat]
            if able.any():
                taker = int(np.argmax(np.where(able, board.worth[entry], -np.inf)))
                pairs[entry, seat], pairs[entry, taker] = False, True
                room[seat], room[taker] = room[seat] + 1, room[taker] - 1
    return pairs
