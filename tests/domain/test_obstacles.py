"""Why nothing is possible, in entries and jurors, and which single change would be enough."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from mentorhub.judging.domain.handing import Blocked, Linkage, Rule, Seat, Task, Way
from mentorhub.judging.domain.solving import solve
from tests.domain.test_handing_out import everything_possible, tasks


def blocked(**more):
    seats = [Seat(juror) for juror in "abc"]
    with pytest.raises(Blocked) as refusal:
        solve(Task(**{"entries": [1, 2], "seats": seats, "readers": [2], **more}))
    return refusal.value


def rules(problem):
    return {way.rule: way.amount for way in problem.ways}


def test_the_entries_that_lack_readers_are_named():
    problem = blocked(barred={("a", 1), ("b", 1)})
    assert problem.missing == {1: 1}
    assert rules(problem) == {Rule.READERS: 1, Rule.JURORS: 1}


def test_limits_that_are_too_low_say_by_how_much():
    problem = blocked(seats=[Seat(juror, most=1) for juror in "abc"])
    assert sum(problem.missing.values()) == 1
    assert rules(problem) == {Rule.MOST: 1, Rule.READERS: 1, Rule.JURORS: 1}


def test_a_least_that_nobody_can_reach_names_the_jurors():
    problem = blocked(seats=[Seat(juror, least=2) for juror in "abc"])
    assert sum(problem.idle.values()) == 2
    assert problem.missing == {}
    assert rules(problem)[Rule.LEAST] == 1


def test_of_suspected_ties_the_fewest_are_named():
    doubtful = {("a", 1), ("b", 1), ("a", 2)}
    problem = blocked(barred=doubtful | {("c", 1)}, suspected=doubtful, readers=[1])
    (way,) = [way for way in problem.ways if way.rule is Rule.SUSPECTED]
    assert way.amount == 1
    assert way.pairs in ((("a", 1),), (("b", 1),))


def test_one_juror_of_a_unit_may_be_too_much_to_ask():
    problem = blocked(seats=[Seat(juror, unit="x") for juror in "abc"], one_per_unit=True)
    assert Way(Rule.UNIT) in problem.ways


def test_panels_that_cannot_send_anybody_to_each_other():
    seats = [Seat("a", panel=0), Seat("b", panel=0), Seat("c", panel=1), Seat("d", panel=1)]
    far = {("c", 1), ("d", 1), ("a", 2), ("b", 2)}
    problem = blocked(seats=seats, readers=[2, 2], linkage=Linkage.ROTATED, barred=far)
    assert Way(Rule.LINKAGE) in problem.ways


@settings(max_examples=40, deadline=None)
@given(tasks())
def test_each_change_that_is_named_is_enough_and_no_smaller_one_is(one):
    try:
        solve(one)
    except Blocked as problem:
        for way in problem.ways:
            if (changed := with_change(one, way.rule, way.amount)) is not None:
                assert is_possible(changed)
            smaller = way.amount + 1 if way.rule in (Rule.READERS, Rule.LEAST) else way.amount - 1
            if way.rule in (Rule.READERS, Rule.LEAST, Rule.MOST) and smaller:
                assert not is_possible(with_change(one, way.rule, smaller))


def with_change(one, rule, amount):
    if rule is Rule.READERS:
        return replace(one, readers=[amount])
    if rule is Rule.UNIT:
        return replace(one, one_per_unit=False)
    if rule is Rule.LEAST:
        return replace(one, seats=[replace(s, least=min(s.least, amount)) for s in one.seats])
    if rule is Rule.MOST:
        more = [replace(s, most=None if s.most is None else s.most + amount) for s in one.seats]
        return replace(one, seats=more)
    return None


def is_possible(one):
    return next(iter(everything_possible(one)), None) is not None
