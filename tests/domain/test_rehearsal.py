"""A contest played through before it opens: repeatable, by its own rules, and true to them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mentorhub.contests.domain.counting import Deciding
from mentorhub.judging.domain.rehearsal import Plan, rehearse, with_readers
from mentorhub.judging.domain.scoring import Conditions, Criterion

COARSE = [Criterion(0, Decimal(5), Decimal(1))]
FINE = [Criterion(n, Decimal(25), Decimal("0.5")) for n in range(4)]
PLAN = Plan(entries=12, jurors=6, readers=3, rubric=FINE, prizes=3)


def test_the_same_plan_gives_the_same_forecast():
    assert rehearse(PLAN, seed=4) == rehearse(PLAN, seed=4)
    assert rehearse(PLAN, seed=4) != rehearse(PLAN, seed=5)


def test_coarse_scales_tie_and_more_readers_find_the_best_more_often():
    coarse = rehearse(replace(PLAN, rubric=COARSE), seed=1)
    fine = rehearse(PLAN, seed=1)
    assert coarse.tie_for_first > fine.tie_for_first + 0.1
    assert coarse.tie_at_border > fine.tie_at_border + 0.1
    many = rehearse(with_readers(PLAN, 6), seed=1)
    one = rehearse(with_readers(PLAN, 1), seed=1)
    assert many.best_first > one.best_first + 0.1
    assert all(0 <= share <= 1 for share in (many.best_first, many.best_in_prizes))


def test_loads_are_even_and_runs_fit_into_a_second_or_two():
    assert PLAN.load == (6, 6)
    assert replace(PLAN, entries=13).load == (6, 7)
    assert replace(PLAN, entries=400, jurors=100).runs == 10


def test_a_border_is_parted_only_where_there_are_prizes_and_conditions_count():
    assert rehearse(replace(PLAN, rubric=COARSE, prizes=0), seed=1).tie_at_border == 0
    barred = rehearse(replace(PLAN, conditions=Conditions(Decimal(100))), seed=1)
    assert (barred.best_first, barred.best_in_prizes, barred.tie_for_first) == (0, 0, 0)


def test_adjusted_points_decide_in_some_runs_where_the_rules_say_so():
    plan = replace(PLAN, deciding=Deciding.ADJUSTED)
    assert 0 < rehearse(plan, seed=2).adjusted < 1
    assert rehearse(replace(plan, deciding=Deciding.GIVEN), seed=2).adjusted == 0


@pytest.mark.parametrize(
    "wrong", [{"rubric": []}, {"readers": 7}, {"readers": 0}, {"entries": 1}, {"jurors": 101}]
)
def test_a_contest_nobody_could_hold_is_an_error(wrong):
    with pytest.raises(ValueError):
        rehearse(replace(PLAN, **wrong), seed=1)
