"""Orders of several jurors, one order of all: against a second reckoning, and against reason."""

import math
import random
from itertools import permutations

import numpy as np
import pytest
from scipy.optimize import minimize

from mentorhub.ballots.domain.ordering import Move, moved
from mentorhub.ballots.domain.strengths import Apart, TooFew, groups_of, strengths


def likelihood(power, ballots, ghost):
    """Written from the definition, choice by choice; nothing shared with the program."""
    found = 0.0
    for ballot in ballots:
        left = list(ballot)
        while len(left) > 1:
            found += power[left[0]] - math.log(sum(math.exp(power[one]) for one in left))
            left.pop(0)
    for one in power:
        found += ghost * (one - 2 * math.log(1 + math.exp(one)))
    return found


def second_opinion(ballots, count, ghost):
    """(strengths about their mean, their standard errors) by a general minimiser."""
    found = minimize(
        lambda power: -likelihood(power, ballots, ghost), np.zeros(count), method="BFGS",
        options={"gtol": 1e-9},
    )  # fmt: skip
    power, step = found.x, 1e-4
    hessian = np.zeros((count, count))
    for i in range(count):
        for j in range(count):
            total = 0.0
            for a, b in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
                at = power.copy()
                at[i] += a * step
                at[j] += b * step
                total += a * b * likelihood(at, ballots, ghost)
            hessian[i, j] = -total / (4 * step**2)
    about = np.eye(count) - 1 / count
    spread = about @ np.linalg.inv(hessian) @ about
    return power - power.mean(), np.sqrt(np.diag(spread))


def some_ballots(luck, count, jurors):
    """Of entries 0 to count - 1, each juror saw some; the first ballot joins them all."""
    quality = [luck.gauss(0, 1) for _ in range(count)]

    def order(seen):
        return sorted(seen, key=lambda one: -(quality[one] + luck.gauss(0, 1)))

    rest = [luck.sample(range(count), luck.randint(2, count)) for _ in range(jurors - 1)]
    return [order(range(count)), *map(order, rest)]


@pytest.mark.parametrize("seed", range(6))
def test_a_second_reckoning_finds_the_same(seed):
    luck = random.Random(seed)
    count, ghost = luck.randint(2, 6), luck.choice([0.5, 1.0, 2.0])
    ballots = some_ballots(luck, count, luck.randint(2, 9))
    power, errors = second_opinion(ballots, count, ghost)
    found = {one.entry: one for one in strengths(ballots, ghost=ghost)}
    for entry in range(count):
        assert found[entry].strength == pytest.approx(power[entry], abs=2e-5)
        assert found[entry].error == pytest.approx(errors[entry], abs=1e-3)


def test_two_entries_are_the_odds_themselves():
    """Three times before, once behind: without a ghost the odds are three to one."""
    ballots = [["a", "b"]] * 3 + [["b", "a"]]
    first, second = strengths(ballots, ghost=1e-7)
    assert (first.entry, first.place, second.place) == ("a", 1, 2)
    assert first.strength - second.strength == pytest.approx(math.log(3), abs=1e-4)


def test_the_ghost_of_two_entries_can_be_reckoned_by_hand():
    """They lie at t and −t, where 2/(1 + e^2t) + (1 − e^t)/(1 + e^t) = 0 at two to none."""
    first, second = strengths([["a", "b"], ["a", "b"]])
    t = first.strength
    assert second.strength == pytest.approx(-t)
    assert 2 / (1 + math.exp(2 * t)) + (1 - math.exp(t)) / (1 + math.exp(t)) == pytest.approx(
        0, abs=1e-5
    )


def test_one_order_told_by_all_is_the_order():
    found = strengths([["c", "a", "d", "b"]] * 5)
    assert [one.entry for one in found] == ["c", "a", "d", "b"]
    assert [one.place for one in found] == [1, 2, 3, 4]
    assert sum(one.strength for one in found) == pytest.approx(0, abs=1e-5)
    assert found[0].beats > 50 > found[-1].beats


def test_opposite_orders_leave_everything_open():
    found = strengths([["a", "b", "c"], ["c", "b", "a"]])
    ends = {one.entry: one for one in found}
    assert ends["a"].strength == ends["c"].strength
    assert ends["a"].place == ends["c"].place
    assert {(one.best, one.worst) for one in found} == {(1, 3)}


def test_every_order_of_all_makes_all_equal():
    found = strengths(list(permutations("abc")))
    assert {(one.place, one.strength, one.beats) for one in found} == {(1, 0.0, 50)}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_ballots_come_changes_nothing(seed):
    luck = random.Random(seed)
    ballots = some_ballots(luck, 7, 8)
    shuffled = luck.sample(ballots, len(ballots))
    assert strengths(shuffled) == strengths(ballots)


def test_to_be_seen_more_often_is_no_merit():
    """Where everybody thinks alike, an entry on every ballot stands no higher for it."""
    true = "abcdef"
    ballots = [
        [one for one in true if one in seen] for seen in ("abcdef", "acf", "bcf", "cdf", "cef")
    ]
    assert [one.entry for one in strengths(ballots)] == list(true)


@pytest.mark.parametrize("seed", range(5))
def test_going_up_on_a_ballot_never_takes_strength(seed):
    luck = random.Random(seed)
    ballots = some_ballots(luck, 5, 4)
    before = {one.entry: one.strength for one in strengths(ballots)}
    entry = ballots[0][3]
    ballots[0] = moved(ballots[0], Move.UP, entry)
    after = {one.entry: one.strength for one in strengths(ballots)}
    assert after[entry] > before[entry]


def test_more_ballots_are_surer():
    few, many = (strengths([["a", "b", "c"], ["b", "a", "c"]] * times) for times in (2, 20))
    assert {one.entry: one.error for one in many}["a"] < {one.entry: one.error for one in few}["a"]
    assert [(one.best, one.worst) for one in many] == [(1, 2), (1, 2), (3, 3)]


def test_who_wins_everything_stays_within_reason():
    first = strengths([["a", "b", "c"]] * 40)[0]
    assert math.isfinite(first.error)
    assert first.strength < 6


def test_groups_no_ballot_joins_are_named():
    with pytest.raises(Apart) as apart:
        strengths([["a", "b"], ["b", "c"], ["x", "y"]])
    assert apart.value.groups == [{"a", "b", "c"}, {"x", "y"}]
    assert groups_of([["a", "b"], ["x", "y"], ["b", "x"]]) == [{"a", "b", "x", "y"}]


@pytest.mark.parametrize("ballots", [[], [["a"]], [["a", "b"]], [["a", "b"], ["c"], []]])
def test_one_ballot_alone_is_not_told(ballots):
    with pytest.raises(TooFew):
        strengths(ballots)


def test_nonsense_is_refused():
    with pytest.raises(ValueError, match="twice"):
        strengths([["a", "a"], ["a", "b"]])
    with pytest.raises(ValueError, match="ghost"):
        strengths([["a", "b"], ["a", "b"]], ghost=0)


def test_a_whole_expo_takes_no_time():
    luck = random.Random(4)
    found = strengths([luck.sample(range(200), 20) for _ in range(60)])
    assert len(found) == 200
    assert all(one.best <= one.place <= one.worst for one in found)


@pytest.mark.parametrize(
    ("move", "entry", "after"),
    [
        (Move.SEEN, "d", "abcd"),
        (Move.SEEN, "b", "abc"),
        (Move.UP, "c", "acb"),
        (Move.UP, "a", "abc"),
        (Move.DOWN, "a", "bac"),
        (Move.DOWN, "c", "abc"),
        (Move.FIRST, "c", "cab"),
        (Move.UNSEEN, "b", "ac"),
        (Move.UNSEEN, "d", "abc"),
        (Move.DOWN, "d", "abc"),
    ],
)
def test_a_move_changes_one_entry(move, entry, after):
    assert "".join(moved("abc", move, entry)) == after
