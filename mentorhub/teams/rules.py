from typing import Any

from mentorhub.platform.permissions import anyone, permit, rule, signed_in
from mentorhub.teams.models import Invitation, Member, Team


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


@rule
def leads_the_team_of_the_link(person: Any, invitation: Invitation) -> bool:
    return invitation.team.is_owned_by(person) and invitation.team.is_open


@rule
def leads_the_members_team(person: Any, member: Member) -> bool:
    return member.team.is_owned_by(person) and member.team.is_open


@rule
def it_is_somebody_elses_place(person: Any, member: Member) -> bool:
    return member.left_at is None and member.person_id != person.id


@rule
def was_taken_out(person: Any, member: Member) -> bool:
    return member.person_id == person.id and member.taken_out_by_id is not None


@rule
def is_asked_to_lead(person: Any, member: Member) -> bool:
    waits = member.asked_to_lead_at is not None and member.left_at is None
    return waits and member.person_id == person.id


in_charge_of_the_team = owns_the_team & team_is_open

FOUND = permit("team.found", signed_in)
READ = permit("team.read", anyone)
WORK_INSIDE = permit("team.work_inside", in_the_team & team_is_open)
EDIT = permit("team.edit", in_charge_of_the_team)
INVITE = permit("team.invite.create_or_revoke", in_charge_of_the_team)
END_LINK = permit("team.link.end", leads_the_team_of_the_link)
JOIN = permit("team.join", invitation_holds)
LEAVE = permit("team.leave", in_the_team & team_is_open)
HAND_OVER = permit("team.owner.transfer", in_charge_of_the_team)
ANSWER_LEADING = permit("team.owner.answer", is_asked_to_lead)
TAKE_OUT = permit("team.member.take_out", leads_the_members_team & it_is_somebody_elses_place)
READ_TAKEN_OUT = permit("team.member.taken_out.read", was_taken_out)
