"""The order of talking and the count of votes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.deliberations.domain import Order, counted, discussion_order

ROOMS = st.lists(st.frozensets(st.sampled_from("abcd"), max_size=3), max_size=12)


def moves(order, absent):
    """How many times somebody goes out or comes in, beginning with everybody inside."""
    rooms = [frozenset(), *(absent[entry] for entry in order)]
    return sum(len(one ^ other) for one, other in pairwise(rooms))


@given(ROOMS)
def test_every_entry_is_talked_about_once_and_nobody_moves_more_than_they_must(rooms):
    entries = list(range(len(rooms)))
    absent = dict(enumerate(rooms))
    order = discussion_order(entries, absent)
    assert sorted(order) == entries
    seen = [absent[entry] for entry in order]
    changes = sum(one != other for one, other in pairwise(seen))
    assert changes == max(0, len(set(rooms)) - 1)  # nobody leaves twice for the same reason
    assert moves(order, absent) <= moves(entries, absent) or len(set(rooms)) > 2


def test_those_nobody_must_leave_for_come_first_in_their_own_order():
    absent = {"HS-01": {"an"}, "HS-03": {"an", "bình"}, "HS-02": ()}
    order = discussion_order(["HS-01", "HS-02", "HS-03", "HS-04"], absent)
    assert order == ["HS-02", "HS-04", "HS-01", "HS-03"]


@pytest.mark.parametrize(
    ("answers", "carried"),
    [((), False), (("yes", "no"), False), (("yes", "abstain"), True), (("no", "no", "yes"), False)],
)
def test_more_yes_than_no_carries(answers, carried):
    assert counted(answers).is_carried is carried
    assert counted(answers).total == len(answers)


@pytest.mark.parametrize("places", [(1, 2), (1, 1), (1, 1, 3), (1, 2, 2), (2, 1, 3)])
def test_places_count_as_after_a_race(places):
    assert Order(dict(enumerate(places))).places


@pytest.mark.parametrize("places", [(), (1,), (2, 3), (1, 3), (1, 2, 4), (0, 1)])
def test_other_places_are_refused(places):
    with pytest.raises(ValueError, match="no order"):
        Order(dict(enumerate(places)))
