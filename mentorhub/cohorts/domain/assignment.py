"""Which mentor each of many teams is brought together with: exact, whatever the dial says.

First as many teams as can be have a mentor. Among all ways to do that, *fair* takes those whose
worst pair is best and of these the highest sum; the others take the least sum of (1 − suits)^p, p =
1, 2 or 4. A mentor with room for n teams is n columns of the assignment. No pair that is barred or
forbidden is ever given, whatever it costs.
"""

import enum
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOBODY = -1
NEAREST = 30


class Dial(enum.StrEnum):
    """From the total to fairness; `power` is how much more a bad pair weighs than a good one."""

    TOTAL = "total"
    MIDDLE = "middle"
    EVEN = "even"
    FAIR = "fair"

    @property
    def power(self) -> int:
        return {Dial.TOTAL: 1, Dial.MIDDLE: 2, Dial.EVEN: 4, Dial.FAIR: 1}[self]


@dataclass(frozen=True)
class Task:
    """`suits` (t, m) from 0 up, NaN where something must hold and does not; `room` (m,) teams each
    mentor can take; `fixed` team → mentor; `forbidden` pairs (team, mentor)."""

    suits: Floats
    room: Places
    fixed: Mapping[int, int] = field(default_factory=dict)
    forbidden: frozenset[tuple[int, int]] = frozenset()

    @property
    def able(self) -> Flags:
        """Pairs that may be, (t, m)."""
        able = ~np.isnan(self.suits)
        for team, mentor in self.forbidden:
            able[team, mentor] = False
        return np.asarray(able & (self.room > 0))


def assign(task: Task, *, dial: Dial = Dial.FAIR) -> Places:
    """The mentor of each team, (t,), `NOBODY` where there is none left for it.

    The same task gives the same answer. Raises ValueError where a fixed pair is barred or forbidden
    or takes a mentor more than the room there is, and where a number is below 0.
    """
    able, room = task.able, task.room.astype(np.int64).copy()
    _refuse_the_impossible(task, able)
    chosen = np.full(len(task.suits), NOBODY, np.int64)
    for team, mentor in task.fixed.items():
        chosen[team] = mentor
        room[mentor] -= 1
    free = np.flatnonzero(chosen == NOBODY)
    open_ = able[free] & (room > 0)
    top = max(float(np.nanmax(task.suits, initial=0.0)), 1.0)
    suits = np.where(open_, task.suits[free] / top, 0.0)
    if dial is Dial.FAIR:
        open_ &= suits >= _best_worst(suits, open_, room)
    chosen[free] = _cheapest((1 - suits) ** dial.power, open_, room)
    return chosen


def _refuse_the_impossible(task: Task, able: Flags) -> None:
    if (task.room < 0).any() or (np.nan_to_num(task.suits) < 0).any():
        raise ValueError("room and suitability are not below 0")
    for team, mentor in task.fixed.items():
        if not able[team, mentor]:
            raise ValueError(f"team {team} and mentor {mentor} cannot be fixed")
    taken = np.bincount(np.array(list(task.fixed.values()), np.int64), minlength=len(task.room))
    if (taken > task.room).any():
        raise ValueError(f"mentor {int(np.argmax(taken - task.room))} has no room for all fixed")


def _best_worst(suits: Floats, able: Flags, room: Places) -> float:
    """The highest level that as many teams reach as reach any at all.

    Looked for among each side's thirty best pairs first, which is quick and seldom wrong: where
    with all pairs the very next level is too high, it is proved.
    """
    few = able & _near(np.where(able, suits, -1.0))
    most = _matched(few, room)
    if most < min(len(able), room.sum()):
        most = _matched(able, room)
    if not most:
        return 0.0
    highest = float(np.partition(suits.max(axis=1), len(suits) - most)[len(suits) - most])
    below = _highest_among(few, suits, room, most, highest)
    more = able & (suits <= highest) & (suits > below)
    if not more.any() or _matched(able & (suits >= suits[more].min()), room) < most:
        return below
    levels = np.unique(suits[more])
    last = _last(
        lambda level: _matched(able & (suits >= levels[level]), room) == most, 0, len(levels) - 1
    )
    return float(levels[last])


def _highest_among(few: Flags, suits: Floats, room: Places, most: int, highest: float) -> float:
    """The same among few pairs, kept as a list; −1 where these are too few at any level."""
    if _matched(few, room) < most:
        return -1.0
    teams, mentors = np.nonzero(few)
    worth = suits[teams, mentors]
    levels = np.unique(worth[worth <= highest])

    def reached(pairs: Flags) -> int:
        return _reach(teams[pairs], mentors[pairs], suits.shape, room)

    last = _last(lambda level: reached(worth >= levels[level]) == most, 0, len(levels) - 1)
    return float(levels[last])


def _last(holds: Callable[[int], bool], low: int, high: int) -> int:
    """The last of `low` … `high` for which it holds; at `low` nobody asks."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if holds(middle) else (low, middle - 1)
    return low


def _near(suits: Floats) -> Flags:
    """The thirty best pairs of each row and of each column."""
    near = np.zeros(suits.shape, np.bool_)
    for axis in (0, 1):
        most = min(NEAREST, suits.shape[axis])
        best = np.argpartition(-suits, most - 1, axis=axis)
        np.put_along_axis(near, best.take(range(most), axis=axis), True, axis=axis)
    return near


def _matched(able: Flags, room: Places) -> int:
    """How many teams can have a mentor at once."""
    teams, mentors = np.nonzero(able)
    return _reach(teams, mentors, able.shape, room)


def _reach(teams: Places, mentors: Places, shape: tuple[int, ...], room: Places) -> int:
    """The same by Hopcroft and Karp, of pairs in a list; a mentor with room is several columns."""
    from scipy.sparse import csr_array  # half a second: who asks pays
    from scipy.sparse.csgraph import maximum_bipartite_matching

    copies = np.minimum(room, np.bincount(mentors, minlength=shape[1]))
    first = np.cumsum(copies) - copies
    each = copies[mentors]
    rows = np.repeat(teams, each)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(each) - each, each)
    columns = np.repeat(first[mentors], each) + nth
    if not len(rows):
        return 0
    starts = np.searchsorted(rows, np.arange(shape[0] + 1))
    size = (shape[0], int(copies.sum()))
    graph = csr_array((np.ones(len(rows), np.bool_), columns, starts), shape=size)
    return int((maximum_bipartite_matching(graph, perm_type="column") >= 0).sum())


def _columns(able: Flags, room: Places, most: int | None = None) -> Places:
    """Each mentor as often as there is room for teams that may have them, at most so often."""
    copies = np.minimum(room, able.sum(axis=0))
    return np.repeat(np.arange(len(room)), copies if most is None else np.minimum(copies, most))


def _cheapest(cost: Floats, able: Flags, room: Places) -> Places:
    """As many pairs as can be, at the least cost, 0 to 1 a pair.

    Where a mentor has much room not all of it is laid out at first: an answer that does not fill
    what was laid out of a mentor is the answer with all of it.
    """
    teams, mentors = able.shape
    if not teams or not able.any():
        return np.full(teams, NOBODY, np.int64)
    most = 2 + teams // mentors
    while True:
        columns = _columns(able, room, most)
        chosen = _laid_out(cost, able, columns)
        used = np.bincount(chosen[chosen >= 0], minlength=mentors)
        full = np.minimum(room, able.sum(axis=0))
        if not ((used >= most) & (full > most)).any():
            return chosen
        most *= 2


def _laid_out(cost: Floats, able: Flags, columns: Places) -> Places:
    from scipy.optimize import linear_sum_assignment

    teams = len(able)
    spare = max(0, teams - len(columns))
    table = np.full((teams, len(columns) + spare), teams + 1.0)  # dearer than all pairs together
    np.copyto(table[:, : len(columns)], cost[:, columns], where=able[:, columns])
    table -= table.min(axis=1, keepdims=True)  # changes no order of answers, and is quicker
    if not spare:
        table -= table.min(axis=0) if len(columns) == teams else 0.0
    rows, places = linear_sum_assignment(table)
    chosen = np.full(teams, NOBODY, np.int64)
    inside = places < len(columns)
    found = columns[places[inside]]
    is_pair = able[rows[inside], found]
    chosen[rows[inside][is_pair]] = found[is_pair]
    return chosen
