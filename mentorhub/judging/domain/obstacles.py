"""Why nothing is possible, and which small changes would be enough."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mentorhub.judging.domain.board import Board, laid_out
from mentorhub.judging.domain.handing import (
    Blocked,
    Linkage,
    Places,
    Rule,
    Seat,
    Task,
    Way,
)
from mentorhub.judging.domain.program import (
    WHOLE,
    Columns,
    Rows,
    columns_of,
    reader_rows,
    run,
    seat_rows,
    unit_rows,
)


@dataclass(frozen=True)
class Shortage:
    """The fewest readers that are missing, (entries,), and what seats lack to their least."""

    missing: Places
    idle: Places

    @property
    def is_none(self) -> bool:
        return not (self.missing.any() or self.idle.any())


def explained(task: Task[Any, Any]) -> Blocked:
    """The entries and jurors in the way, and each single change that would be enough."""
    task = replace(task, fits=None)
    board = laid_out(task)
    short = shortage(board)
    return Blocked(
        missing=_named(board.entries, short.missing),
        idle=_named(board.jurors, short.idle),
        ways=tuple(_ways(task, board, short)),
    )


def _named(names: list[Any], counts: Places) -> dict[Any, int]:
    return {name: int(count) for name, count in zip(names, counts, strict=True) if count}


def shortage(board: Board) -> Shortage:
    """With as little missing as there can be; each missing reader counts the same."""
    columns = columns_of(board)
    missing, idle = board.needs.reshape(-1).astype(float), board.least.astype(float)
    if columns.count:
        count, seats = columns.count, len(board.jurors)
        wide = np.concatenate([np.ones(count), missing, idle])
        cost = np.concatenate([np.zeros(count), np.ones(len(missing) + seats)])
        found = run(cost, _elastic(board, columns), wide=wide)
        if found.values is not None:
            missing = found.values[count : count + len(missing)]
            idle = found.values[count + len(missing) :]
    up = [np.ceil(one - WHOLE).astype(np.int64) for one in (missing, idle)]
    return Shortage(up[0].reshape(-1, 2).sum(axis=1), up[1])


def _elastic(board: Board, columns: Columns) -> list[Rows]:
    """The rows, with a column for each reader that is missing and each entry below a least."""
    readers, seats = reader_rows(board, columns), seat_rows(board, columns)
    asked, jurors = len(readers.low), len(board.jurors)
    lacking = columns.count + np.arange(asked)
    idle = columns.count + asked + np.arange(jurors)
    return [
        replace(
            readers,
            row=np.concatenate([readers.row, np.arange(asked)]),
            column=np.concatenate([readers.column, lacking]),
        ),
        replace(seats, low=np.zeros(jurors)),
        Rows(
            np.concatenate([columns.seat, np.arange(jurors)]),
            np.concatenate([np.arange(columns.count), idle]),
            seats.low,
            np.full(jurors, np.inf),
        ),
        unit_rows(board, columns),
    ]


def _ways(task: Task[Any, Any], board: Board, short: Shortage) -> Iterator[Way]:
    if task.one_per_unit and _is_possible(replace(task, one_per_unit=False)):
        yield Way(Rule.UNIT)
    if task.linkage is not Linkage.NONE and _is_possible(replace(task, linkage=Linkage.NONE)):
        yield Way(Rule.LINKAGE)
    yield from _by_limits(task)
    if pairs := _to_clear(task):
        yield Way(Rule.SUSPECTED, len(pairs), pairs)
    fewer = range(max(task.readers) - 1, 0, -1)
    if lower := next((n for n in fewer if _is_possible(_with_readers(task, n))), 0):
        yield Way(Rule.READERS, lower)
    if short.missing.any():
        yield Way(Rule.JURORS, _smallest(lambda n: _with_jurors(task, n), len(task.entries) + 9))


def _by_limits(task: Task[Any, Any]) -> Iterator[Way]:
    limited = [seat.most for seat in task.seats if seat.most is not None]
    if limited and (more := _smallest(lambda n: _with_more(task, n), len(task.entries))):
        yield Way(Rule.MOST, more)
    least = max((seat.least for seat in task.seats), default=0)
    if least and (less := _smallest(lambda n: _with_least(task, least - n), least)):
        yield Way(Rule.LEAST, least - less)


def _smallest(changed: Any, most: int) -> int:
    """The smallest change of 1 … `most` with which it is possible, 0 where none is enough."""
    if most < 1 or not _is_possible(changed(most)):
        return 0
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if _is_possible(changed(middle)) else (middle, high)
    return high


def _is_possible(task: Task[Any, Any]) -> bool:
    return shortage(laid_out(task)).is_none


def _with_more(task: Task[Any, Any], more: int) -> Task[Any, Any]:
    """Seats that may take on nothing (they are empty now) stay as they are."""
    seats = [
        one if one.most is None or one.is_empty else replace(one, most=one.most + more)
        for one in task.seats
    ]
    return replace(task, seats=seats)


def _with_least(task: Task[Any, Any], least: int) -> Task[Any, Any]:
    return replace(task, seats=[replace(one, least=min(one.least, least)) for one in task.seats])


def _with_readers(task: Task[Any, Any], readers: int) -> Task[Any, Any]:
    return replace(task, readers=[min(one, readers) for one in task.readers])


def _to_clear(task: Task[Any, Any]) -> tuple[tuple[Any, Any], ...]:
    """The fewest suspected pairs which, were there no tie, would be enough."""
    if not task.suspected:
        return ()
    board = laid_out(replace(task, barred=set(task.barred) - set(task.suspected)))
    columns, doubtful = columns_of(board), set(task.suspected)
    if not columns.count:
        return ()
    named = [
        (board.jurors[seat], board.entries[entry])
        for entry, seat in zip(columns.entry, columns.seat, strict=True)
    ]
    cost = np.array([pair in doubtful for pair in named], np.float64)
    rows = [reader_rows(board, columns), seat_rows(board, columns), unit_rows(board, columns)]
    found = run(cost, rows, wide=np.ones(columns.count), whole=np.ones(columns.count, np.bool_))
    if found.values is None:
        return ()
    chosen = [pair for pair, value in zip(named, found.values, strict=True) if value > 0.5]
    return tuple(pair for pair in chosen if pair in doubtful)


def _with_jurors(task: Task[Any, Any], more: int) -> Task[Any, Any]:
    """So many more in each panel, of no unit, with the limit that all the others have."""
    limits = [seat.most for seat in task.seats if not seat.is_empty]
    most = None if None in limits else max((one for one in limits if one is not None), default=None)
    newcomers = [
        Seat(_Newcomer(panel * more + n), panel=panel, most=most)
        for panel in range(len(task.readers))
        for n in range(more)
    ]
    return replace(task, seats=[*task.seats, *newcomers])


@dataclass(frozen=True)
class _Newcomer:
    """A juror who does not exist yet, sorted after those who do."""

    number: int

    def __lt__(self, other: Any) -> bool:
        return isinstance(other, _Newcomer) and self.number < other.number

    def __gt__(self, other: Any) -> bool:
        return not isinstance(other, _Newcomer) or self.number > other.number
