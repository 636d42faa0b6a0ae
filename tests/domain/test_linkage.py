"""What joins jurors who share no entry, so that a strict one can be told from a weak entry."""

from collections import Counter

import numpy as np
import pytest

from mentorhub.judging.domain.handing import Linkage, Seat, Task
from mentorhub.judging.domain.linkage import bridged, elsewhere, islands
from mentorhub.judging.domain.solving import solve


def two_panels(**more):
    """Twelve entries, two panels of four jurors, three readers each."""
    seats = [Seat(f"{panel}{n}", panel="ab".index(panel)) for panel in "ab" for n in range(4)]
    return Task(**{"entries": range(12), "seats": seats, "readers": [3, 3], **more})


def panels_of(plan):
    return {e: Counter(j[0] for j, read in plan.pairs if read == e) for e in range(12)}


def test_panels_alone_share_nothing_and_it_is_told():
    plan = solve(two_panels())
    assert all(len(heard) == 1 for heard in panels_of(plan).values())
    assert plan.islands == 2


def test_a_third_of_all_readings_goes_round():
    plan = solve(two_panels(linkage=Linkage.ROTATED))
    assert [sorted(heard.values()) for heard in panels_of(plan).values()] == [[1, 2]] * 12
    assert plan.islands == 1


@pytest.mark.parametrize("readers", [1, 2, 4])
def test_a_third_goes_round_whatever_the_number_of_readers(readers):
    counts = elsewhere(np.full(12, readers), np.random.default_rng(1))
    assert counts.sum() == readers * 12 // 3
    assert counts.max() - counts.min() <= 1


def test_three_entries_are_read_by_everybody_who_may():
    plan = solve(two_panels(linkage=Linkage.ANCHORS, barred={("a0", 0), ("b1", 3)}))
    assert len(plan.anchors) == 3
    assert not {0, 3} & set(plan.anchors)
    everybody = {seat.juror for seat in two_panels().seats}
    for anchor in plan.anchors:
        assert {j for j, e in plan.pairs if e == anchor} == everybody
    assert plan.islands == 1


def test_the_anchors_stay_the_same_when_handed_out_again():
    first = solve(two_panels(linkage=Linkage.ANCHORS))
    again = solve(two_panels(linkage=Linkage.ANCHORS, fixed=first.pairs, seed=5))
    assert (again.pairs, again.anchors) == (first.pairs, first.anchors)


def test_islands_are_groups_without_a_common_entry():
    pairs = np.array([[1, 1, 0, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 0]], np.bool_)
    assert islands(pairs).tolist() == [0, 0, 0, 3, -1]


def test_an_exchange_joins_groups_and_leaves_loads_alone():
    pairs = np.kron(np.eye(2), np.ones((2, 2))).astype(np.bool_)
    every = np.ones_like(pairs)
    joined = bridged(pairs, movable=every, allowed=every, fits=np.zeros(pairs.shape))
    assert len(set(islands(joined))) == 1
    assert joined.sum(axis=0).tolist() == joined.sum(axis=1).tolist() == [2, 2, 2, 2]


def test_what_may_not_move_is_not_exchanged():
    pairs = np.kron(np.eye(2), np.ones((2, 2))).astype(np.bool_)
    every = np.ones_like(pairs)
    stuck = bridged(pairs, movable=~every, allowed=every, fits=np.zeros(pairs.shape))
    assert (stuck == pairs).all()
    assert (bridged(pairs, movable=every, allowed=pairs, fits=np.zeros(pairs.shape)) == pairs).all()
