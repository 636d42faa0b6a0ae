"""What the sentences of a contest say is what its rules do: decided twice, by different means."""

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mentorhub.contests.domain.draw import order
from mentorhub.contests.domain.eligibility import (
    Candidate,
    Limits,
    Obstacle,
    Terms,
    free_seat,
    lasting,
    obstacles,
    quota_group,
)
from mentorhub.contests.domain.entering import behind
from mentorhub.contests.domain.ruleset import Panel, Points, Reading, Ruleset
from mentorhub.contests.domain.sentence import Rule
from mentorhub.contests.domain.sentences import entering, judging
from mentorhub.contests.domain.stages import Advance, Judged, Round
from tests.contests.strategies import SECTORS, limits, terms, years


@st.composite
def cases(draw):
    """A contest and an entry for it; most of what could stop it does not."""
    who, what = draw(terms()), draw(limits())
    people = draw(st.integers(1, 6))
    year = years(who) if draw(st.integers(0, 3)) else st.none() | years(who)
    one = Candidate(
        birth_years=draw(st.lists(year, min_size=people, max_size=people)),
        sector=draw(st.sampled_from([*SECTORS, *what.sectors * 3])),
        elsewhere=draw(
            st.lists(st.sampled_from((0, 0, 0, 1, 2)), min_size=people, max_size=people)
        ),
        led_elsewhere=draw(st.sampled_from((0, 0, 1))),
        from_its_unit=draw(st.sampled_from((0, 0, 0, 1, 2, 3))),
    )
    return who, what, one


def may_be_of_age(year, facts):
    return _some_birthday_fits(year, facts["low"], facts["high"], facts["counted_on"])


@cache
def _some_birthday_fits(year, low, high, counted_on):
    """Is there a birthday in that year with which the age would fit? Every day is tried."""
    counted, day = date.fromisoformat(counted_on), date(year, 1, 1)
    while day.year == year:
        had_birthday = (counted.month, counted.day) >= (day.month, day.day)
        age = counted.year - year - (not had_birthday)
        if (low or 0) <= age <= (high or 999):
            return True
        day += timedelta(days=1)
    return False


def lets_in(told, one):
    """Whom sentences let in, read from their facts alone."""
    facts = {sentence.rule: sentence.facts for sentence in reversed(told)}
    people = len(one.birth_years)
    ages, team, most = facts[Rule.AGES], facts[Rule.TEAM], facts[Rule.ENTRIES]["most"]
    in_age = [year for year in one.birth_years if year and ages and may_be_of_age(year, ages)]
    units, sectors = facts.get(Rule.UNITS, {}), facts[Rule.FIELDS].get("sectors")
    return all(
        (
            not ages or Fraction(len(in_age), people) >= Fraction(ages["part"]),
            team["fewest"] <= people <= team["most"],
            not sectors or one.sector in sectors,
            all(others + 1 <= most for others in one.elsewhere),
            Rule.LEADER not in facts or one.led_elsewhere == 0,
            units.get("most") is None or one.from_its_unit + 1 <= units["most"],
        )
    )


def agree(case):
    who, what, one = case
    told = entering(Ruleset(who, what))
    assert lets_in(told, one) == (obstacles(one, who, what) == [])


@given(cases())
@settings(max_examples=400, deadline=None)
def test_the_sentences_let_in_exactly_whom_the_check_lets_in(case):
    agree(case)


@pytest.mark.fault
@pytest.mark.timeout(600)
@given(cases())
@settings(max_examples=5000, deadline=None)
def test_the_sentences_let_in_exactly_whom_the_check_lets_in_five_thousand_times(case):
    agree(case)


@given(terms(), limits())
@settings(max_examples=200, deadline=None)
def test_a_sentence_names_every_limit_and_no_other(who, what):
    for sentence in entering(Ruleset(who, what)):
        named = set(re.findall(r"%\((\w+)\)s", sentence.message))
        assert named <= sentence.facts.keys()
        if sentence.rule is Rule.AGES and sentence.facts:
            assert ("low" in named) is (who.age_min is not None)
            assert ("high" in named) is (who.age_max is not None)
            assert ("part" in named) is (who.share_in_age < 1)
        if sentence.rule is Rule.TEAM:
            assert ("most" in named) is (who.team_max > 1)
            assert ("fewest" in named) is (1 < who.team_min < who.team_max)
        if sentence.rule is Rule.UNITS:
            exactly = what.unit_min == what.unit_max
            assert ("most" in named) is (what.unit_max is not None)
            assert ("fewest" in named) is (what.unit_min is not None and not exactly)
        if sentence.rule is Rule.FIELDS:
            assert ("fields" in named) is bool(what.sectors)


@given(cases())
@settings(max_examples=500, deadline=None)
def test_a_draft_is_stopped_only_by_what_no_teammate_can_mend(case):
    who, what, one = case
    stopped = lasting(one, who, what)
    assert set(stopped) <= set(obstacles(one, who, what))
    best = next((y for y in range(2030, 1900, -1) if _alone_fits(y, who)), None)
    if best is None:
        return
    room = max(0, who.team_max - len(one.birth_years))
    grown = Candidate([*one.birth_years, *[best] * room], one.sector)
    unmended = {Obstacle.AGE} & set(obstacles(grown, who))
    assert (Obstacle.AGE in stopped) == (Obstacle.AGE in obstacles(one, who) and bool(unmended))


def _alone_fits(year, who):
    return Obstacle.AGE not in obstacles(Candidate([year]), who)


@pytest.mark.parametrize("obstacle", Obstacle)
@pytest.mark.parametrize("number", [1, 3])
def test_every_obstacle_is_told_in_a_sentence_with_its_facts(obstacle, number):
    who = Terms(date(2026, 12, 31), 16, 35, number, number)
    what = Limits(("y-te",), number, leads_one=True, unit_max=number)
    sentence = behind(obstacle, who, what)
    assert set(re.findall(r"%\((\w+)\)s", sentence.message)) <= sentence.facts.keys()


def judged_by(**parts):
    return {one.rule: one for one in judging(Ruleset(Terms(date(2026, 12, 31)), **parts))}


def test_how_entries_are_judged_is_told_rule_by_rule():
    name = {"vi": "Chung khảo", "en": "Final"}
    final = Judged(
        name, Round(pitch_minutes=5, question_minutes=7, is_drawn=True, is_complete=True)
    )
    first = Judged(name, Round(Advance.BEST_OF_UNIT, best=2, carried=40))
    told = judged_by(
        judged=[first, final],
        reading=Reading(tie_break=[{"vi": "Tính mới"}], panels=[Panel({"vi": "A"}, 4)]),
        points=Points(
            pass_mark=Decimal(50),
            no_zero=True,
            note_below=40,
            bonus=Decimal(5),
            bonus_for={"vi": "x"},
        ),
    )
    assert set(told) == {
        *(Rule.READERS, Rule.PANELS, Rule.NAMES, Rule.NEIGHBOURS, Rule.ADVANCE, Rule.CARRIED),
        *(Rule.PITCH, Rule.DRAW, Rule.PASS_MARK, Rule.ZERO, Rule.BONUS, Rule.TIES, Rule.SCORES),
        Rule.COMPLETE,
        *(Rule.AVERAGE, Rule.ADJUSTED, Rule.NOTES, Rule.COMPLAINTS),
    }
    assert told[Rule.ADVANCE].facts == {"stage": name, "number": 2, "points": None}
    assert told[Rule.NOTES].facts == {"percent": 40}
    assert told[Rule.CARRIED].facts["percent"] == 40
    assert told[Rule.PITCH].facts == {"stage": name, "pitch": 5, "questions": 7}
    assert told[Rule.TIES].facts == {"criteria": ({"vi": "Tính mới"},)}
    assert all(
        set(re.findall(r"%\((\w+)\)s", one.message)) <= one.facts.keys() for one in told.values()
    )


def test_what_is_off_is_not_told():
    told = judged_by(judged=[Judged({"vi": "Chấm"}, Round())], points=Points(complaint_days=0))
    off = (Rule.ADVANCE, Rule.CARRIED, Rule.PITCH, Rule.DRAW, Rule.PASS_MARK, Rule.ZERO, Rule.BONUS)
    assert not told.keys() & {*off, Rule.PANELS, Rule.NOTES, Rule.COMPLETE}
    assert "final" in told[Rule.COMPLAINTS].message


@pytest.mark.parametrize(
    "wrong",
    [
        Round(Advance.BEST),
        Round(Advance.BEST_OF_UNIT, best=0),
        Round(Advance.POINTS),
        Round(best=3),
        Round(points=Decimal(3)),
        Round(carried=101),
        Points(bonus=Decimal(3)),
        Points(bonus_for={"vi": "x"}),
        Points(complaint_days=-1),
        Limits(most_entries=0),
        Limits(unit_min=3, unit_max=2),
        Limits(unit_max=0),
        Terms(date(2026, 12, 31), share_in_age=Fraction(5, 4)),
    ],
)
def test_a_rule_that_makes_no_sense_is_an_error(wrong):
    with pytest.raises(ValueError):
        wrong.check()


def test_entries_of_branches_count_with_the_unit_below_the_host():
    assert quota_group("91/", "91/90001/") == "91/90001/"
    assert quota_group("91/", "91/90001/7/8/") == "91/90001/"
    assert quota_group("91/", "91/") == "91/"
    assert quota_group("91/90001/", "91/90002/5/") == "91/90002/5/"


def test_seats_are_given_from_the_first():
    assert [free_seat((), 1), free_seat({1}, 2), free_seat({2}, 2)] == [1, 2, 1]
    with pytest.raises(ValueError):
        free_seat({1, 2}, 2)


def test_a_draw_can_be_drawn_again_and_every_order_is_as_likely():
    codes = ["AG-01", "AG-02", "AG-03"]
    assert order(codes, "7") == order(reversed(codes), "7")
    seen = [tuple(order(codes, str(seed))) for seed in range(6000)]
    shares = [seen.count(one) / 6000 for one in set(seen)]
    assert len(shares) == 6
    assert all(abs(share - 1 / 6) < 0.03 for share in shares)
