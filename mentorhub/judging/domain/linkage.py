"""What joins panels: entries everybody reads, readings that go round, and whether it is enough."""

import numpy as np

from mentorhub.judging.domain.handing import Flags, Floats, Places

ANCHORS = 3
SHARE = 3  # of so many readings one is done by another panel


def anchors_among(able: Flags, given: Flags, luck: np.random.Generator) -> Places:
    """The entries everybody reads: most read already, then with the fewest ties, then by lot."""
    lot = luck.random(len(able))
    order = np.lexsort((lot, -able.sum(axis=1), -given.sum(axis=1)))
    return np.sort(order[:ANCHORS])


def elsewhere(readers: Places, luck: np.random.Generator) -> Places:
    """How many readers of each entry sit in another panel: a third of all readings, spread evenly.

    `readers` (entries,) of each entry in all.
    """
    order = luck.permutation(len(readers))
    sums = np.concatenate([[0], np.cumsum(readers[order])]) // SHARE
    away = np.empty(len(readers), np.int64)
    away[order] = np.diff(sums)
    return away


def islands(pairs: Flags) -> Places:
    """The group of each seat, (seats,), joined by common entries; −1: reads nothing.

    Each seat takes the lowest number among those it reads with, until nothing changes.
    """
    busy = pairs.any(axis=0)
    group = np.where(busy, np.arange(pairs.shape[1]), pairs.shape[1])
    while True:
        of_entry = np.where(pairs, group, pairs.shape[1]).min(axis=1)
        of_seat = np.where(pairs, of_entry[:, None], pairs.shape[1]).min(axis=0)
        if (of_seat == group).all():
            return np.where(busy, group, -1)
        group = of_seat


def bridged(
    pairs: Flags, *, movable: Flags, allowed: Flags, fits: Floats, units: Flags | None = None
) -> Flags:
    """The same loads and readers, with groups joined by exchanging the readers of two entries.

    The exchange that costs least suitability joins two groups; where none is allowed they stay.
    `units` (seats, seats): who must not read one entry together.
    """
    pairs = pairs.copy()
    while (exchange := _next(pairs, movable, allowed, fits, units)) is not None:
        (one, here), (other, there) = exchange
        pairs[here, one] = pairs[there, other] = False
        pairs[here, other] = pairs[there, one] = True
    return pairs


def _next(
    pairs: Flags, movable: Flags, allowed: Flags, fits: Floats, units: Flags | None
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """((seat, entry), (seat, entry)) to exchange between two groups, or nothing more to do."""
    group = islands(pairs)
    groups = np.unique(group[group >= 0])
    if len(groups) < 2:
        return None
    may = allowed & ~pairs
    if units is not None:
        may &= ~(pairs @ units)
    entries, seats = np.nonzero(pairs & movable & (pairs.sum(axis=1) > 1)[:, None])
    for first in groups:
        inside = group[seats] == first
        near, far = (entries[inside], seats[inside]), (entries[~inside], seats[~inside])
        if (found := _cheapest(pairs, may, fits, near, far)) is not None:
            return found
    return None


def _cheapest(
    pairs: Flags, may: Flags, fits: Floats, near: tuple[Places, Places], far: tuple[Places, Places]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    (e, s), (f, t) = near, far
    busy = pairs.sum(axis=0) > 1  # whoever reads one entry only would take the group along
    able = may[e][:, t] & may[f][:, s].T & (busy[s][:, None] | busy[t][None, :])
    if not able.any():
        return None
    loss = fits[e, s][:, None] + fits[f, t][None, :] - fits[e][:, t] - fits[f][:, s].T
    row, column = np.unravel_index(np.argmin(np.where(able, loss, np.inf)), able.shape)
    return (int(s[row]), int(e[row])), (int(t[column]), int(f[column]))
