"""Nobody under 18 comes to sit with a mentor who was not checked for that."""

import pytest

from mentorhub.mentoring import actions
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import in_language
from mentorhub.teams import actions as teams
from tests.factories import make_mentor, make_minor, make_person, make_team
from tests.mentoring.test_requests import ask


@pytest.fixture(autouse=True)
def english(app):
    with in_language("en"):
        yield


def test_a_minor_joins_no_team_whose_mentor_was_not_checked_for_that(app):
    team, mentor, child = make_team(), make_mentor(cleared=False), make_minor()
    actions.accept(ask(team, mentor), by=mentor.person)
    with pytest.raises(Refused) as refusal:
        teams.take_in(team, child)
    assert "not been checked" in str(refusal.value.message)


def test_where_every_mentor_was_checked_a_minor_joins_and_anybody_of_age_anywhere(app):
    team, checked = make_team(), make_mentor()
    actions.accept(ask(team, checked), by=checked.person)
    child = make_minor()
    teams.take_in(team, child)
    assert team.includes(child)
    other, mentor = make_team(name="Đội Kia"), make_mentor(make_person(age=40), cleared=False)
    actions.accept(ask(other, mentor), by=mentor.person)
    teams.take_in(other, make_person())
    assert len(other.members) == 2
