"""Sharing entries out among jurors: exact on loads, seeded on everything left to chance."""

from collections import Counter, deque
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from typing import Generic, TypeVar

E = TypeVar("E", bound=Hashable)
J = TypeVar("J", bound=Hashable)

PROPOSALS_PER_PAIR = 60
MOST_PROPOSALS = 120_000


class TooFewJurors(ValueError):
    """Some entries cannot have all their readers; `missing` says which and how many short."""

    def __init__(self, missing: Mapping[object, int]) -> None:
        super().__init__(f"{sum(missing.values())} readers are missing for {list(missing)}")
        self.missing = dict(missing)


def share_out(
    entries: Sequence[E],
    jurors: Sequence[J],
    *,
    readers: int,
    seed: int,
    conflicts: Collection[tuple[J, E]] = frozenset(),
    locked: Collection[tuple[J, E]] = frozenset(),
    capacities: Mapping[J, int] | None = None,
) -> list[tuple[J, E]]:
    """New (juror, entry) pairs which bring every entry to `readers` jurors.

    Locked pairs are kept and count towards loads and capacities; they are not returned again.
    The greatest load is the smallest possible and so is the sum of squared loads. Among equal
    loads, jurors who read together are spread by seeded swaps (an improvement, not an optimum).
    The same arguments give the same pairs.

    Each reader is one unit of flow and a juror's n-th entry costs 2n - 1, so successive cheapest
    paths give the least sum of squares; on such base polytopes that solution also minimises the
    greatest load (Harvey, Ladner, Lovász, Tamir: Semi-matchings for bipartite graphs, 2003).

    Raises TooFewJurors, with the least possible total of missing readers; ValueError when a
    locked pair is in conflict or names a stranger.
    """
    _check(entries, jurors, conflicts=conflicts, locked=locked)
    luck = Random(seed)
    board = _Board(
        order=_shuffled(jurors, luck),
        capacities=dict(capacities or {}),
        forbidden=set(conflicts),
        locked={entry: set() for entry in entries},
        given={entry: set() for entry in entries},
        loads=Counter(dict.fromkeys(jurors, 0)),
    )
    for juror, entry in locked:
        board.locked[entry].add(juror)
        board.loads[juror] += 1
    missing = _fill(board, _shuffled(entries, luck), readers)
    if missing:
        raise TooFewJurors({entry: missing[entry] for entry in entries if entry in missing})
    _spread(board, luck)
    return [(juror, entry) for entry in entries for juror in jurors if juror in board.given[entry]]


@dataclass
class _Board(Generic[E, J]):
    """Who reads what so far; `given` may still move, `locked` may not."""

    order: list[J]
    capacities: dict[J, int]
    forbidden: set[tuple[J, E]]
    locked: dict[E, set[J]]
    given: dict[E, set[J]]
    loads: Counter[J]
    read_by: dict[J, dict[E, None]] = field(default_factory=dict)

    def may_read(self, juror: J, entry: E) -> bool:
        return (
            (juror, entry) not in self.forbidden
            and juror not in self.given[entry]
            and juror not in self.locked[entry]
        )

    def has_room(self, juror: J) -> bool:
        return juror not in self.capacities or self.loads[juror] < self.capacities[juror]

    def give(self, juror: J, entry: E) -> None:
        self.given[entry].add(juror)
        self.read_by.setdefault(juror, {})[entry] = None

    def take(self, juror: J, entry: E) -> None:
        self.given[entry].remove(juror)
        del self.read_by[juror][entry]


def _check(
    entries: Iterable[E],
    jurors: Iterable[J],
    *,
    conflicts: Collection[tuple[J, E]],
    locked: Collection[tuple[J, E]],
) -> None:
    known_entries, known_jurors = set(entries), set(jurors)
    clashing = [pair for pair in locked if pair in set(conflicts)]
    strange = [(j, e) for j, e in locked if j not in known_jurors or e not in known_entries]
    if clashing or strange:
        raise ValueError(f"locked pairs in conflict {clashing} or unknown {strange}")


def _shuffled(items: Iterable[E], luck: Random) -> list[E]:
    keyed = [(luck.random(), item) for item in items]
    return [item for _, item in sorted(keyed, key=lambda pair: pair[0])]


def _fill(board: _Board[E, J], entries: Iterable[E], readers: int) -> dict[E, int]:
    missing: dict[E, int] = {}
    for entry in entries:
        wanted = readers - len(board.locked[entry])
        found = sum(_add_reader(board, entry) for _ in range(wanted))
        if found < wanted:
            missing[entry] = wanted - found
    return missing


def _add_reader(board: _Board[E, J], entry: E) -> bool:
    """One more reader for the entry, along the cheapest path of hand-overs."""
    came_from = _reach(board, entry)
    free = [juror for juror in came_from if board.has_room(juror)]
    if not free:
        return False
    juror = min(free, key=lambda one: board.loads[one])
    board.loads[juror] += 1
    taker, given_up = juror, came_from[juror]
    while given_up != (entry, None):
        passed_on, giver = given_up
        assert giver is not None
        board.take(giver, passed_on)
        board.give(taker, passed_on)
        taker, given_up = giver, came_from[giver]
    board.give(taker, entry)
    return True


def _reach(board: _Board[E, J], start: E) -> dict[J, tuple[E, J | None]]:
    """Every juror who could end up with one entry more, and through which hand-over.

    Stops as soon as somebody with the lowest load of all is found: nobody can be cheaper.
    """
    least = min((board.loads[j] for j in board.order if board.has_room(j)), default=-1)
    came_from: dict[J, tuple[E, J | None]] = {}
    seen, queue = {start}, deque[tuple[E, J | None]]([(start, None)])
    while queue:
        entry, giver = queue.popleft()
        for juror in board.order:
            if juror in came_from or not board.may_read(juror, entry):
                continue
            came_from[juror] = (entry, giver)
            if board.loads[juror] == least and board.has_room(juror):
                return came_from
            for held in board.read_by.get(juror, ()):
                if held not in seen:
                    seen.add(held)
                    queue.append((held, juror))
    return came_from


def _spread(board: _Board[E, J], luck: Random) -> None:
    """Swap readers of two entries while that lowers the sum of squared pair counts."""
    together: Counter[frozenset[J]] = Counter(
        frozenset(pair)
        for entry in board.given
        for pair in combinations(board.given[entry] | board.locked[entry], 2)
    )
    # The panel's own order, because a set of jurors has none to rely on.
    pairs = [(j, entry) for entry in board.given for j in board.order if j in board.given[entry]]
    for _ in range(min(MOST_PROPOSALS, PROPOSALS_PER_PAIR * len(pairs))):
        first, second = (int(luck.random() * len(pairs)) for _ in range(2))
        if _swap_helps(board, pairs[first], pairs[second], together):
            (one, here), (other, there) = pairs[first], pairs[second]
            pairs[first], pairs[second] = (other, here), (one, there)


def _swap_helps(
    board: _Board[E, J],
    first: tuple[J, E],
    second: tuple[J, E],
    together: Counter[frozenset[J]],
) -> bool:
    (one, here), (other, there) = first, second
    if here == there or not board.may_read(other, here) or not board.may_read(one, there):
        return False
    change = _replace(board, here, one, other, together)
    change += _replace(board, there, other, one, together)
    if change <= 0:
        return True
    _replace(board, there, one, other, together)
    _replace(board, here, other, one, together)
    return False


def _replace(board: _Board[E, J], entry: E, old: J, new: J, together: Counter[frozenset[J]]) -> int:
    """Hand the entry over; the change of the sum of squared pair counts."""
    board.take(old, entry)
    change = 0
    for other in board.given[entry] | board.locked[entry]:
        lost, won = frozenset((old, other)), frozenset((new, other))
        change += 2 * (together[won] - together[lost] + 1)
        together[lost] -= 1
        together[won] += 1
    board.give(new, entry)
    return change
