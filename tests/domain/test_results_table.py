from decimal import Decimal
from uuid import UUID

import pytest

from mentorhub.publishing.domain import Line, Prize, awarded, axis_of, digest_of, open_ties

CONTEST = UUID(int=1)
FIRST, SECOND = Prize(UUID(int=101), 1), Prize(UUID(int=102), 1)


def entry(number):
    return UUID(int=number)


def line(number, rank, total="80", tied_with=()):
    points = Decimal(total)
    tied = tuple(entry(n) for n in tied_with)
    return Line(entry(number), rank, points, points, points, 3, {UUID(int=9): points}, tied)


def test_awards_go_down_the_places():
    assert awarded([line(1, 1), line(2, 2), line(3, 3)], [FIRST, SECOND]) == {
        entry(1): FIRST.award,
        entry(2): SECOND.award,
    }


def test_equals_inside_one_award_need_nobody_to_decide():
    lines = [line(1, 1, tied_with=[2]), line(2, 1, tied_with=[1])]
    assert open_ties(lines, [Prize(FIRST.award, 2)]) == []


def test_equals_across_two_awards_wait_for_the_jury():
    lines = [line(1, 1, tied_with=[2]), line(2, 1, tied_with=[1])]
    assert open_ties(lines, [FIRST, SECOND]) == [(entry(1), entry(2))]


def test_equals_between_the_last_award_and_none_wait_for_the_jury():
    lines = [line(1, 1, tied_with=[2]), line(2, 1, tied_with=[1])]
    assert open_ties(lines, [FIRST]) == [(entry(1), entry(2))]


def test_an_entry_below_the_conditions_gets_nothing():
    assert awarded([line(1, None)], [FIRST]) == {}


@pytest.mark.parametrize(
    "changed", [line(1, 2), line(1, 1, total="80.01"), line(2, 1)], ids=["place", "total", "entry"]
)
def test_the_digest_moves_with_everything_it_covers(changed):
    assert digest_of(CONTEST, [changed]) != digest_of(CONTEST, [line(1, 1)])


def test_the_digest_is_the_same_on_every_machine():
    expected = "d9136b59f6031907769a6c2b13da194b64a73842a9a0067ed18ac096ae49bf8e"
    assert digest_of(CONTEST, [line(1, 1)]) == expected


def test_the_axis_holds_every_value_between_round_marks():
    axis = axis_of([Decimal("62.5"), Decimal("90.5")])
    assert (axis.low, axis.high, axis.marks) == (60, 100, (60, 70, 80, 90, 100))
