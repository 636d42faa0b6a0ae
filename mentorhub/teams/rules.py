from typing import Any

from mentorhub.platform.permissions import anyone, permit, rule, signed_in
from mentorhub.teams.models import Invitation, Team


@rule
def in_the_team(person: Any, team: Team) -> bool:
    return team.includes(person)


@rule
def owns_the_team(person: Any, team: Team) -> bool:
    return team.is_owned_by(person)


@rule
def team_is_open(person: Any, team: Team) -> bool:
    return team.is_open


@rule
def invitation_holds(person: Any, invitation: Invitation) -> bool:
    """Its link still works, or it is how this person came in (a second click finds the team)."""
    return invitation.is_open or invitation.team.includes(person)


in_charge_of_the_team = owns_the_team & team_is_open

FOUND = permit("team.found", signed_in)
READ = permit("team.read", anyone)
WORK_INSIDE = permit("team.work_inside", in_the_team & team_is_open)
EDIT = permit("team.edit", in_charge_of_the_team)
INVITE = permit("team.invite.create_or_revoke", in_charge_of_the_team)
JOIN = permit("team.join", invitation_holds)
LEAVE = permit("team.leave", in_the_team & team_is_open)
HAND_OVER = permit("team.owner.transfer", in_charge_of_the_team)
