"""Who offers a mentor to a team; whoever may ask for the team answers.

The matrix has two rows: “request.create_to_adult_team” and “request.create_to_team_with_minor”.
Officers of the team's unit offer to both. A mentor offers themselves to a team of grown-ups that
said mentors may (docs/decisions/0058).
"""

from typing import Any

from mentorhub.mentoring.models import MentorState
from mentorhub.mentoring.queries import present_work_of, profile_of
from mentorhub.mentoring.rules import is_grown_up, may_speak_for_the_team
from mentorhub.offers.models import Offer
from mentorhub.organisations.rules import officer_over_its_unit
from mentorhub.platform.permissions import permit, rule
from mentorhub.teams.models import Team
from mentorhub.teams.rules import team_is_open


@rule
def stands_outside(person: Any, team: Team) -> bool:
    return not team.includes(person)


@rule
def is_a_mentor(person: Any, thing: Any) -> bool:
    """One whom teams find today."""
    profile = profile_of(person)
    return profile is not None and profile.state is MentorState.ACTIVE


@rule
def has_a_free_place(person: Any, team: Team) -> bool:
    profile = profile_of(person)
    return profile is not None and profile.is_available and profile.keeps_the_code


@rule
def works_with_the_team(person: Any, team: Team) -> bool:
    return any(work.profile.person_id == person.id for work in present_work_of(team))


@rule
def the_team_welcomes_mentors(person: Any, team: Team) -> bool:
    return team.welcomes_mentors


@rule
def all_of_it_are_grown_up(person: Any, team: Team) -> bool:
    return not team.has_a_minor


@rule
def is_in_the_team_of_it(person: Any, offer: Offer) -> bool:
    return offer.team.includes(person) and not offer.is_kept_from_the_team


@rule
def speaks_for_the_team_of_it(person: Any, offer: Offer) -> bool:
    return offer.team.is_open and may_speak_for_the_team(person, offer.team)


@rule
def officer_over_the_team_of_it(person: Any, offer: Offer) -> bool:
    return officer_over_its_unit(person, offer.team)


@rule
def offered_themselves(person: Any, offer: Offer) -> bool:
    return offer.is_own and bool(offer.made_by_id == person.id)


@rule
def a_mentor_made_it(person: Any, offer: Offer) -> bool:
    return offer.is_own


@rule
def it_waits(person: Any, offer: Offer) -> bool:
    return offer.waits


@rule
def it_can_be_answered(person: Any, offer: Offer) -> bool:
    return offer.is_open


MAKE = permit("offer.make", officer_over_its_unit & stands_outside & team_is_open, sensitive=False)
READ = permit(
    "offer.read",
    is_in_the_team_of_it | officer_over_the_team_of_it | offered_themselves,
    sensitive=False,
)
ANSWER = permit("offer.answer", speaks_for_the_team_of_it & it_can_be_answered)
TAKE_BACK = permit(
    "offer.take_back",
    (officer_over_the_team_of_it & ~a_mentor_made_it | offered_themselves) & it_waits,
    sensitive=False,
)
WELCOME = permit("offer.welcome", may_speak_for_the_team & team_is_open & all_of_it_are_grown_up)
BROWSE_TEAMS = permit("offer.teams.browse", is_a_mentor & is_grown_up)
MAKE_OWN = permit(
    "offer.make_own",
    has_a_free_place
    & is_grown_up
    & stands_outside
    & ~works_with_the_team
    & the_team_welcomes_mentors,
    sensitive=False,
)
