"""A board as a program of HiGHS: a column for each pair that may be given, rows for what must hold.

A juror's n-th entry costs 2n − 1, so the sum over a juror is the square of the load: costs rise,
and even loads are cheapest. Entries ask for readers, seats have room, and of a unit one juror may
read an entry: two families of nested sets, so the corners of the program are whole numbers
(Edmonds and Giles 1977). Only units together with readings that go round break the nesting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhub.judging.domain.board import Board
from mentorhub.judging.domain.handing import Flags, Floats, Places

EVEN = 2.0  # what it costs to read twice the mean beside the mean, in units of suitability
KEEP = 0.5  # what it costs to move a sheet: half the difference of the best and the worst juror
STEPS = 12  # entries a juror may have before costs rise by steps of more than one
WHOLE = 1e-6
SECONDS = 10.0  # for whole numbers, after which what was found has to do
FLOW_SECONDS = 45.0  # a flow ends by itself: this stops what went wrong
GAP = 0.01


@dataclass(frozen=True)
class Found:
    """`values` of the columns, None where nothing is possible or time ran out (`is_late`)."""

    values: Floats | None
    gap: float = 0.0
    is_late: bool = False

    @property
    def is_whole(self) -> bool:
        return self.values is not None and bool(
            (np.abs(self.values - self.values.round()) < WHOLE).all()
        )


@dataclass(frozen=True)
class Columns:
    """The pairs that may be given: their entries and seats, both (n,)."""

    entry: Places
    seat: Places

    @property
    def count(self) -> int:
        return len(self.entry)


def columns_of(board: Board) -> Columns:
    entry, seat = np.nonzero(board.free)
    return Columns(entry.astype(np.int64), seat.astype(np.int64))


@dataclass(frozen=True)
class Rows:
    """Sums of columns between two bounds: (row, column) of each term with its sign, bounds (r,)."""

    row: Places
    column: Places
    low: Floats
    high: Floats
    sign: Floats | float = 1.0


def reader_rows(board: Board, columns: Columns) -> Rows:
    """Each entry asks for readers of its own panel, and for readers of others."""
    far = board.away[columns.entry, columns.seat].astype(np.int64)
    needs = board.needs.reshape(-1).astype(np.float64)
    return Rows(columns.entry * 2 + far, np.arange(columns.count), needs, needs)


def seat_rows(board: Board, columns: Columns) -> Rows:
    low, high = board.least.astype(np.float64), board.room.astype(np.float64)
    return Rows(columns.seat, np.arange(columns.count), low, high)


def unit_rows(board: Board, columns: Columns) -> Rows:
    """One juror of a unit for each entry; where a unit has one juror there is nothing to ask."""
    unit = board.units[columns.seat]
    asked = np.flatnonzero(unit >= 0)
    cells = columns.entry[asked] * (int(board.units.max(initial=-1)) + 1) + unit[asked]
    _, row, count = np.unique(cells, return_inverse=True, return_counts=True)
    crowded = count[row] > 1
    kept, row = np.unique(row[crowded], return_inverse=True)
    top = np.ones(len(kept))
    return Rows(row.astype(np.int64), asked[crowded], np.zeros(len(kept)), top)


@dataclass(frozen=True)
class Slots:
    """Places of a seat, each dearer than the one before: seat, cost and width, all (m,)."""

    seat: Places
    cost: Floats
    wide: Floats


def slots_of(board: Board, columns: Columns) -> Slots:
    """One place for each entry up to twice the mean load, then all at the cost of the next."""
    able = np.minimum(board.room, np.bincount(columns.seat, minlength=len(board.room)))
    readings = board.given.sum() + board.needs.sum()
    mean = max(float(readings) / max(int((able + board.loads > 0).sum()), 1), 1.0)
    single = np.minimum(able, max(STEPS, int(2 * mean) + 3))
    seat = np.repeat(np.arange(len(able)), single + (able > single))
    first = np.cumsum(single + (able > single)) - (single + (able > single))
    nth = np.arange(len(seat)) - first[seat]
    wide = np.where(nth < single[seat], 1, (able - single)[seat]).astype(np.float64)
    cost = EVEN * (2 * (board.loads[seat] + nth + 1) - 1) / (2 * mean)
    return Slots(seat, cost, wide)


def slot_rows(columns: Columns, slots: Slots, seats: int) -> Rows:
    """What a seat reads fills its places, whose columns come after those of the pairs."""
    row = np.concatenate([columns.seat, slots.seat])
    column = np.arange(columns.count + len(slots.seat))
    sign = np.repeat([1.0, -1.0], [columns.count, len(slots.seat)])
    return Rows(row, column, np.zeros(seats), np.zeros(seats), sign)


def run(cost: Floats, blocks: Sequence[Rows], *, wide: Floats, whole: Flags | None = None) -> Found:
    """The cheapest columns between 0 and `wide` (n,) for which all rows hold."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # half a second: who asks pays
    from scipy.sparse import coo_array

    tops = np.cumsum([0, *(len(block.low) for block in blocks)])
    row = np.concatenate([block.row + top for block, top in zip(blocks, tops, strict=False)])
    column = np.concatenate([block.column for block in blocks])
    sign = np.concatenate([np.broadcast_to(block.sign, block.row.shape) for block in blocks])
    low, high = (np.concatenate([getattr(one, end) for one in blocks]) for end in ("low", "high"))
    matrix = coo_array((sign, (row, column)), shape=(int(tops[-1]), len(cost))).tocsr()
    limit = FLOW_SECONDS if whole is None else SECONDS
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, low, high),
        bounds=Bounds(np.zeros(len(cost)), wide),
        integrality=None if whole is None else whole.astype(np.int64),
        options={"time_limit": limit, "mip_rel_gap": GAP},
    )
    return Found(found.x, float(found.get("mip_gap") or 0.0), found.status == 1)
