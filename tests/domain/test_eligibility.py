from datetime import date

import pytest

from mentorhub.contests.domain.eligibility import (
    Candidate,
    Obstacle,
    Terms,
    counting_day,
    obstacles,
    possible_ages,
)

LAST_OF_2026 = date(2026, 12, 31)
YOUNG = Terms(LAST_OF_2026, age_min=16, age_max=35, team_min=1, team_max=3)


def test_ages_are_counted_on_the_last_day_of_the_year_entries_close_in():
    assert counting_day(date(2026, 12, 3)) == LAST_OF_2026
    assert counting_day(date(2026, 1, 1)) == LAST_OF_2026


def test_on_that_day_a_year_of_birth_gives_one_age_and_on_others_two():
    assert possible_ages(2010, LAST_OF_2026) == (16, 16)
    assert possible_ages(2010, date(2026, 12, 30)) == (15, 16)
    assert possible_ages(2010, date(2026, 1, 1)) == (15, 16)


@pytest.mark.parametrize(
    ("born", "found"),
    [
        ([2010], []),
        ([2011], [Obstacle.AGE]),
        ([1991], []),
        ([1990], [Obstacle.AGE]),
        ([2000, 2001, 2002], []),
        ([2000, 2001, 2002, 2003], [Obstacle.TOO_MANY]),
        ([], [Obstacle.TOO_FEW]),
        ([2000, None], [Obstacle.AGE_UNKNOWN]),
        ([1980, None, 2000, 2001], [Obstacle.TOO_MANY, Obstacle.AGE, Obstacle.AGE_UNKNOWN]),
    ],
)
def test_an_entry_is_measured_by_its_people(born, found):
    assert obstacles(Candidate(born), YOUNG) == found


def test_between_birthdays_the_kinder_age_counts():
    spring = Terms(date(2026, 4, 30), age_min=16, age_max=35)
    assert obstacles(Candidate([2010, 1990]), spring) == []
    assert obstacles(Candidate([2011]), spring) == [Obstacle.AGE]


def test_without_limits_nobody_has_to_tell_a_year():
    assert obstacles(Candidate([None, 1950]), Terms(LAST_OF_2026)) == []


@pytest.mark.parametrize(
    "wrong", [{"age_min": 20, "age_max": 19}, {"team_min": 0}, {"team_max": 0}]
)
def test_limits_leave_somebody_to_enter(wrong):
    with pytest.raises(ValueError):
        Terms(LAST_OF_2026, **wrong).check()
    Terms(LAST_OF_2026, age_min=20, age_max=20, team_min=1, team_max=1).check()
