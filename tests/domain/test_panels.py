"""Entries among panels: one panel hears an entry, and nobody else marks it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentorhub.judging.domain.assignment import TooFewJurors
from mentorhub.judging.domain.panels import Bench, share_among_panels

ENTRIES = [f"AG-{n:02d}" for n in range(20)]


def bench(name, jurors, readers):
    return Bench([f"{name}{n}" for n in range(jurors)], readers)


def test_two_panels_of_four_hear_ten_entries_each():
    benches = [bench("a", 4, 4), bench("b", 4, 4)]
    pairs = share_among_panels(ENTRIES, benches, seed=7)
    assert Counter(juror[0] for juror, _ in pairs) == {"a": 40, "b": 40}
    assert set(Counter(juror for juror, _ in pairs).values()) == {10}


@given(
    sizes=some.lists(some.integers(2, 5), min_size=1, max_size=4),
    readers=some.integers(1, 2),
    entries=some.integers(1, 20),
    seed=some.integers(0, 2**31),
)
def test_every_entry_has_the_readers_of_exactly_one_panel(sizes, readers, entries, seed):
    benches = [bench(chr(97 + n), size, readers) for n, size in enumerate(sizes)]
    given_ = ENTRIES[:entries]
    pairs = share_among_panels(given_, benches, seed=seed)
    assert pairs == share_among_panels(given_, benches, seed=seed)
    for entry in given_:
        readers_of = [juror for juror, read in pairs if read == entry]
        assert len(readers_of) == len(set(readers_of)) == readers
        assert len({juror[0] for juror in readers_of}) == 1


def test_an_entry_in_conflict_with_one_panel_is_heard_by_the_other():
    benches = [bench("a", 3, 3), bench("b", 3, 3)]
    pairs = share_among_panels(ENTRIES[:6], benches, seed=1, conflicts={("a1", "AG-00")})
    assert {juror[0] for juror, entry in pairs if entry == "AG-00"} == {"b"}


def test_an_entry_stays_with_the_panel_that_has_begun_it():
    benches = [bench("a", 3, 2), bench("b", 3, 2)]
    locked = {("b0", entry) for entry in ENTRIES[:3]}
    pairs = share_among_panels(ENTRIES[:4], benches, seed=3, locked=locked)
    assert {juror[0] for juror, entry in pairs if entry in ENTRIES[:3]} == {"b"}
    assert len([1 for _, entry in pairs if entry == ENTRIES[0]]) == 1


def test_what_no_panel_can_hear_is_named():
    benches = [bench("a", 2, 2), bench("b", 2, 2)]
    conflicts = {("a0", "AG-05"), ("b1", "AG-05")}
    with pytest.raises(TooFewJurors) as problem:
        share_among_panels(ENTRIES[:8], benches, seed=1, conflicts=conflicts)
    assert problem.value.missing == {"AG-05": 1}
