"""Who goes on: the rule of a stage on any standings."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentorhub.contests.domain.stages import Advance, Round
from mentorhub.judging.domain.advancing import Candidate, carried, going_on

TOTALS = some.lists(some.integers(0, 12), min_size=1, max_size=25)


def standings(totals, units=None):
    """Places 1, 1, 3 … as the order of merit gives them; a total of 0 has no place."""
    return [
        Candidate(
            number,
            1 + sum(other > total for other in totals) if total else None,
            Decimal(total),
            (units or [0] * len(totals))[number],
        )
        for number, total in enumerate(totals)
    ]


@given(TOTALS, some.integers(1, 8))
def test_the_best_go_on_and_equals_are_never_parted(totals, best):
    candidates = standings(totals)
    chosen = going_on(candidates, Round(advance=Advance.BEST, best=best))
    placed = [one for one in candidates if one.place]
    assert len(chosen) >= min(best, len(placed))
    out = [one.total for one in placed if one.entry not in chosen]
    inside = [one.total for one in placed if one.entry in chosen]
    assert not out or min(inside) > max(out)
    assert len([t for t in inside if t > min(inside)]) < best  # nobody beyond the border but equals
    assert not chosen & {one.entry for one in candidates if one.place is None}


@given(TOTALS, some.integers(1, 3), some.data())
def test_the_best_of_each_unit_are_the_best_among_their_own(totals, best, data):
    units = data.draw(some.lists(some.integers(0, 3), min_size=len(totals), max_size=len(totals)))
    candidates = standings(totals, units)
    rule = Round(advance=Advance.BEST_OF_UNIT, best=best)
    expected = set()
    for unit in set(units):
        own = [one for one in candidates if one.unit == unit]
        ranked = {
            one.entry: Candidate(
                one.entry,
                1 + sum(o.total > one.total for o in own) if one.place else None,
                one.total,
            )
            for one in own
        }
        expected |= going_on(ranked.values(), Round(advance=Advance.BEST, best=best))
    assert going_on(candidates, rule) == expected


def test_a_shortlist_takes_along_whoever_reaches_the_border_and_never_one_without_a_place():
    reaches = [1, 1, 2, 3, None, 1]
    candidates = [
        Candidate(n, n + 1 if n < 5 else None, Decimal(50 - n), reach=reach)
        for n, reach in enumerate(reaches)
    ]
    chosen = going_on(candidates, Round(advance=Advance.SHORTLIST, best=2))
    assert chosen == {0, 1, 2}
    assert going_on(candidates, Round(advance=Advance.BEST, best=2)) == {0, 1}


@given(TOTALS, some.integers(0, 12))
def test_with_enough_points_and_a_place_one_goes_on(totals, points):
    rule = Round(advance=Advance.POINTS, points=Decimal(points))
    expected = {n for n, total in enumerate(totals) if total and total >= points}
    assert going_on(standings(totals), rule) == expected


@given(TOTALS)
def test_where_everyone_goes_on_nobody_stays(totals):
    assert going_on(standings(totals), Round()) == set(range(len(totals)))


@pytest.mark.parametrize(
    ("total", "percent", "points"),
    [("71.25", 40, "28.50"), ("71.25", 10, "7.13"), ("0.01", 50, "0.01"), ("80.00", 0, "0.00")],
)
def test_carried_points_are_rounded_half_up(total, percent, points):
    assert carried(Decimal(total), percent) == Decimal(points)
