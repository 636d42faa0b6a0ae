import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorhub.matching.domain.measures import gain, loss, misranked, recall


def arrays(*values):
    return [np.array(one, float) for one in values]


def test_a_wrong_pair_costs_the_difference_and_a_tie_half_of_it():
    right, wrong, tied = arrays([3, 2, 1], [1, 2, 3], [0, 0, 0])
    ratings = np.array([5.0, 4.0, 1.0])
    assert misranked(right, ratings) == (0, 8)
    assert misranked(wrong, ratings) == (8, 8)
    assert misranked(tied, ratings) == (4, 8)
    assert misranked(np.array([2.0, 3.0, 1.0]), ratings) == (1, 8)


def test_the_loss_is_weighed_over_all_queries_and_lies_in_its_interval():
    good, bad = arrays([2, 1], [5, 1]), arrays([1, 2], [3, 2])
    found = loss([tuple(good), tuple(bad)])
    assert found.value == pytest.approx(1 / 5)
    assert found.low <= found.value <= found.high
    assert loss([tuple(good), tuple(bad)]) == found


def test_equal_ratings_alone_give_no_loss():
    with pytest.raises(ValueError, match="differ"):
        loss([tuple(arrays([2, 1], [3, 3]))])


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=2, max_size=12))
def test_an_order_and_its_reverse_lose_everything_between_them(rows):
    scores, ratings = np.array(rows, float).T
    lost, possible = misranked(scores, ratings)
    assert lost + misranked(-scores, ratings)[0] == pytest.approx(possible)


def test_many_ratings_are_compared_in_blocks_and_nothing_is_lost():
    ratings = np.arange(1_100.0)
    lost, possible = misranked(-ratings, ratings)
    assert lost == possible == sum(n * (1_100 - n) for n in range(1, 1_100))


def test_gain_is_one_in_the_right_order_and_shares_tied_places():
    ratings = np.array([3.0, 2.0, 1.0])
    assert gain(np.array([9.0, 5.0, 1.0]), ratings) == pytest.approx(1)
    first, second = gain(np.array([9.0, 5, 1]), ratings), gain(np.array([5.0, 9, 1]), ratings)
    assert gain(np.array([5.0, 5.0, 1.0]), ratings) == pytest.approx((first + second) / 2)
    assert gain(ratings, np.ones(3)) is None


def test_recall_counts_a_tie_over_the_edge_by_luck():
    scores = np.array([4.0, 3.0, 2.0, 2.0, 1.0])
    assert recall(scores, [0, 4], among=2) == 0.5
    assert recall(scores, [2], among=3) == 0.5
    assert recall(scores, [4], among=9) == 1
