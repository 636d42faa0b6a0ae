from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.judging.domain.assignment import TooFewJurors, share_out


def loads(pairs, jurors):
    counted = Counter(juror for juror, _ in pairs)
    return [counted[juror] for juror in jurors]


def test_loads_differ_by_at_most_one():
    pairs = share_out(range(7), "abc", readers=2, seed=1)
    assert sorted(loads(pairs, "abc")) == [4, 5, 5]


def test_nobody_reads_where_they_have_a_conflict():
    assert share_out([1], "abc", readers=2, seed=1, conflicts={("a", 1)}) == [("b", 1), ("c", 1)]


def test_says_which_entries_lack_how_many_jurors():
    with pytest.raises(TooFewJurors, match="2 readers are missing") as refusal:
        share_out([1, 2], "ab", readers=2, seed=1, conflicts={("a", 1), ("b", 1)})
    assert refusal.value.missing == {1: 2}


def test_capacities_hold_and_are_told_of():
    pairs = share_out(range(4), "abc", readers=2, seed=1, capacities={"a": 1})
    assert loads(pairs, "abc")[0] == 1
    with pytest.raises(TooFewJurors) as refusal:
        share_out(range(4), "abc", readers=2, seed=1, capacities={"a": 1, "b": 1, "c": 4})
    assert sum(refusal.value.missing.values()) == 2


def test_a_busy_juror_is_relieved_by_a_chain_of_hand_overs():
    """Only b may read 3: so b's earlier entry must pass to a."""
    conflicts = {("a", 3), ("c", 1), ("c", 2), ("c", 3)}
    pairs = share_out([1, 2, 3], "abc", readers=1, seed=3, conflicts=conflicts)
    assert ("b", 3) in pairs
    assert loads(pairs, "abc") == [2, 1, 0]


def test_what_is_handed_out_stays_and_is_topped_up():
    first = share_out([1, 2, 3], "abc", readers=1, seed=1)
    more = share_out([1, 2, 3], "abc", readers=2, seed=1, locked=first)
    assert not set(first) & set(more)
    assert loads(first + more, "abc") == [2, 2, 2]
    assert share_out([1, 2, 3], "abc", readers=2, seed=1, locked=first + more) == []


def test_a_locked_pair_in_conflict_is_refused():
    with pytest.raises(ValueError, match="conflict"):
        share_out([1], "ab", readers=1, seed=1, locked={("a", 1)}, conflicts={("a", 1)})


def test_the_seed_decides_and_nothing_else():
    once = share_out(range(12), "abcdef", readers=3, seed=7)
    assert once == share_out(range(12), "abcdef", readers=3, seed=7)
    assert once != share_out(range(12), "abcdef", readers=3, seed=8)


def test_jurors_who_read_together_are_spread():
    """Twelve entries, four jurors, two readers: each of the six pairs can meet exactly twice."""
    pairs = share_out(range(12), "abcd", readers=2, seed=5)
    readers = {entry: frozenset(j for j, e in pairs if e == entry) for entry in range(12)}
    assert sorted(Counter(readers.values()).values()) == [2] * 6


PANELS = st.integers(1, 4).flatmap(
    lambda entries: st.tuples(
        st.just(entries),
        st.integers(1, 3),
        st.integers(1, 2),
        st.sets(st.tuples(st.integers(0, 2), st.integers(0, entries - 1))),
        st.integers(0, 999),
    )
)


def every_solution(entries, jurors, readers, conflicts):
    choices = [
        [c for c in combinations(range(jurors), readers) if not any((j, e) in conflicts for j in c)]
        for e in range(entries)
    ]
    return [Counter(j for team in teams for j in team) for teams in product(*choices)]


@given(PANELS)
def test_loads_are_the_best_there_are(panel):
    entries, jurors, readers, conflicts, seed = panel
    conflicts = {(j, e) for j, e in conflicts if j < jurors}
    arguments = {"readers": readers, "seed": seed, "conflicts": conflicts}
    possible = every_solution(entries, jurors, readers, conflicts)
    if not possible:
        with pytest.raises(TooFewJurors):
            share_out(range(entries), range(jurors), **arguments)
        return
    pairs = share_out(range(entries), range(jurors), **arguments)
    found = Counter(juror for juror, _ in pairs)
    assert not set(pairs) & conflicts
    assert Counter(entry for _, entry in pairs) == dict.fromkeys(range(entries), readers)
    assert max(found.values()) == min(max(load.values()) for load in possible)
    assert sum(n * n for n in found.values()) == min(
        sum(n * n for n in load.values()) for load in possible
    )
