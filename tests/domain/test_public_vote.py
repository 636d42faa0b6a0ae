"""Which ballots are suspect, and what the count comes to."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from mentorhub.voting.domain import (
    MOST_FROM_A_DEVICE,
    MOST_FROM_A_PLACE,
    Cast,
    Ground,
    drawn,
    held_groups,
    place_of,
    suspected,
    tallied,
)

CLOSE = datetime(2026, 6, 1, tzinfo=UTC)
OLD = CLOSE - timedelta(days=30)
A, B, C = (UUID(int=n) for n in (1, 2, 3))
MINUTE = timedelta(minutes=1)


def ballot(number, entry=A, at=CLOSE - timedelta(days=1), **more):
    return Cast(UUID(int=1000 + number), entry, at, more.pop("counts_from", OLD), **more)


def crowd(number, apart=MINUTE / 2, **more):
    return [ballot(n, at=CLOSE - timedelta(days=1) + n * apart, **more) for n in range(number)]


def grounds_of(casts):
    return set().union(*suspected(casts, CLOSE).values())


def test_an_account_counts_from_the_moment_it_is_old_enough():
    assert grounds_of([ballot(1, counts_from=CLOSE)]) == set()
    assert grounds_of([ballot(1, counts_from=CLOSE + MINUTE)]) == {Ground.FRESH}


def test_a_lost_proof_and_a_side_taken_later_hold_a_ballot():
    assert grounds_of([ballot(1, is_proved=False)]) == {Ground.UNPROVED}
    assert grounds_of([ballot(1, takes_sides=True)]) == {Ground.SIDE}


def test_a_school_votes_and_a_crowd_is_held_whole():
    assert grounds_of(crowd(MOST_FROM_A_PLACE, place="school")) == set()
    many = suspected(crowd(MOST_FROM_A_PLACE + 1, place="school"), CLOSE)
    assert set(many.values()) == {frozenset({Ground.PLACE})}
    assert grounds_of(crowd(MOST_FROM_A_DEVICE + 1, device="d", place="p")) == {Ground.DEVICE}


def test_slow_votes_of_other_entries_and_of_nowhere_are_no_crowd():
    assert grounds_of(crowd(100, apart=2 * MINUTE, place="school")) == set()
    spread = [ballot(n, entry=UUID(int=n % 3), place="school") for n in range(90)]
    assert grounds_of(spread) == set()
    assert grounds_of(crowd(100)) == set()


def test_a_crowd_in_the_middle_leaves_the_others_alone():
    early = ballot(900, place="school", at=CLOSE - timedelta(days=2))
    found = suspected([early, *crowd(60, place="school")], CLOSE)
    assert found[early.key] == frozenset()
    assert sum(bool(one) for one in found.values()) == 60


def test_two_grounds_need_two_releases():
    casts = [ballot(1, is_proved=False, takes_sides=True), ballot(2), ballot(3, entry=B)]
    grounds = suspected(casts, CLOSE)
    assert held_groups(casts, grounds) == {(A, Ground.UNPROVED): 1, (A, Ground.SIDE): 1}
    half = tallied(casts, grounds, {(A, Ground.SIDE)}, [A, B])
    assert [(x.entry, x.place, x.counted, x.held) for x in half] == [(A, 1, 1, 1), (B, 1, 1, 0)]
    both = tallied(casts, grounds, {(A, Ground.SIDE), (A, Ground.UNPROVED)}, [A, B])
    assert [(x.place, x.counted, x.held) for x in both] == [(1, 2, 0), (2, 1, 0)]
    elsewhere = tallied(casts, grounds, {(B, Ground.SIDE), (B, Ground.UNPROVED)}, [A, B])
    assert elsewhere[0].held == 1


def test_equals_share_a_place_and_nobody_wins_with_nothing():
    lines = tallied([ballot(1), ballot(2, entry=B)], {UUID(int=1001): (), UUID(int=1002): ()},
                    (), [A, B, C])  # fmt: skip
    assert [(x.place, x.wins) for x in lines] == [(1, True), (1, True), (3, False)]
    assert not any(x.wins for x in tallied([], {}, (), [A, B]))


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.booleans(), st.integers(0, 90))))
def test_every_ballot_is_counted_or_held_and_none_is_both(made):
    casts = [
        ballot(n, entry=entry, is_proved=proved, place="p", at=CLOSE - minute * MINUTE)
        for n, (entry, proved, minute) in enumerate(made)
    ]
    lines = tallied(casts, suspected(casts, CLOSE), (), [A, B, C])
    assert sum(x.counted + x.held for x in lines) == len(casts)
    assert {x.entry for x in lines} == {A, B, C}


def test_the_lot_is_the_same_for_one_seed_and_fair_over_many():
    keys = [UUID(int=n) for n in range(5)]
    assert drawn(keys, "one") == drawn(reversed(keys), "one")
    first = [drawn(keys, str(seed))[0] for seed in range(1000)]
    assert all(140 < first.count(key) < 260 for key in keys)


def test_a_phone_with_many_addresses_is_in_one_place():
    assert place_of("2001:db8:1:2::a") == place_of("2001:db8:1:2:ffff::b")
    assert place_of("2001:db8:1:2::a") != place_of("2001:db8:1:3::a")
    assert place_of("203.0.113.7") == "203.0.113.7"
    assert place_of("") == place_of("no address") == ""
