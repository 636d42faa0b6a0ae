"""Officers of a team's unit offer it a mentor; whoever may ask for the team answers.

The matrix has two rows: “request.create_to_adult_team” and “request.create_to_team_with_minor”.
That a mentor offers themselves to a team of grown-ups is not built.
"""

from typing import Any

from mentorhub.mentoring.rules import may_speak_for_the_team
from mentorhub.offers.models import Offer
from mentorhub.organisations.rules import officer_over_its_unit
from mentorhub.platform.permissions import permit, rule
from mentorhub.teams.models import Team
from mentorhub.teams.rules import team_is_open


@rule
def stands_outside(person: Any, team: Team) -> bool:
    return not team.includes(person)


@rule
def is_in_the_team_of_it(person: Any, offer: Offer) -> bool:
    return offer.team.includes(person)


@rule
def speaks_for_the_team_of_it(person: Any, offer: Offer) -> bool:
    return offer.team.is_open and may_speak_for_the_team(person, offer.team)


@rule
def officer_over_the_team_of_it(person: Any, offer: Offer) -> bool:
    return officer_over_its_unit(person, offer.team)


@rule
def it_waits(person: Any, offer: Offer) -> bool:
    return offer.is_open


MAKE = permit("offer.make", officer_over_its_unit & stands_outside & team_is_open, sensitive=False)
READ = permit("offer.read", is_in_the_team_of_it | officer_over_the_team_of_it, sensitive=False)
ANSWER = permit("offer.answer", speaks_for_the_team_of_it & it_waits)
TAKE_BACK = permit("offer.take_back", officer_over_the_team_of_it & it_waits, sensitive=False)
