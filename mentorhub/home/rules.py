"""Who sees the pages that gather several features."""

from typing import Any

from mentorhub.home import queries
from mentorhub.organisations.rules import admin_over_it, officer_over_its_unit, offices_of
from mentorhub.platform.permissions import anyone, permit, rule
from mentorhub.teams.models import Team
from mentorhub.teams.rules import in_the_team


@rule
def mentors_the_team(person: Any, team: Team) -> bool:
    return queries.mentors_the_team(person, team)


@rule
def runs_a_contest_of_the_team(person: Any, team: Team) -> bool:
    return queries.runs_a_contest_of(person, team)


@rule
def judges_the_team(person: Any, team: Team) -> bool:
    """Whoever is to judge without looking at the person does not see who it is."""
    return queries.judges_a_contest_of(person, team)


@rule
def has_an_office_elsewhere(person: Any, team: Team) -> bool:
    return bool(offices_of(person)) or queries.runs_a_contest(person)


LOOK_ROUND = permit("home.look_round", anyone)
CHOOSE_DISPLAY = permit("home.choose_display", anyone)
SEARCH = permit("home.search", anyone)
SEE_UNIT = permit("unit.read", anyone)

answers_for_its_people = runs_a_contest_of_the_team | officer_over_its_unit | admin_over_it
answers_for_the_team = mentors_the_team | answers_for_its_people
# a mentor reads what everybody signed in may: of people under 18 the given name only
FULL_NAMES = permit(
    "team.member_names.read_full",
    in_the_team | (answers_for_its_people & ~judges_the_team),
    sensitive=False,
)
MENTORS = permit(
    "team.mentors.read", in_the_team | (answers_for_the_team & ~judges_the_team), sensitive=False
)
NAMES = permit(
    "team.member_names.read",
    in_the_team | (~judges_the_team & (answers_for_the_team | ~has_an_office_elsewhere)),
    sensitive=False,
)
