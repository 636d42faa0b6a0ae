"""One juror's order, best first, and the moves that change it."""

import enum
from collections.abc import Sequence
from typing import TypeVar

E = TypeVar("E")


class Move(enum.StrEnum):
    """What a button does with one entry."""

    SEEN = "seen"  # onto the list, at its end
    UP = "up"
    DOWN = "down"
    FIRST = "first"
    UNSEEN = "unseen"  # off the list: the juror did not see it


def moved(order: Sequence[E], move: Move, entry: E) -> list[E]:
    """The order afterwards; what is asked of an entry that is not there changes nothing."""
    if move is Move.SEEN:
        return [*order] if entry in order else [*order, entry]
    if entry not in order:
        return [*order]
    at = order.index(entry)
    rest = [one for one in order if one != entry]
    if move is Move.UNSEEN:
        return rest
    to = {Move.UP: max(at - 1, 0), Move.DOWN: at + 1, Move.FIRST: 0}[move]
    return [*rest[:to], entry, *rest[to:]]
