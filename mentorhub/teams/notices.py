"""Who hears of what happens in a team."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Member, Team


def team_mates(activity: Activity) -> Iterable[Person]:
    """Everybody in the team but whoever did it."""
    team = db.session.get_one(Team, activity.subject_id)
    return [member.person for member in team.members if member.person_id != activity.actor_id]


def the_member(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Member, activity.subject_id).person]


def whoever_leads(activity: Activity) -> Iterable[Person]:
    owner = db.session.get_one(Team, activity.subject_id).owner
    return [owner] if owner else []


AUDIENCES = {
    **dict.fromkeys(("team.joined", "team.left", "team.handed_over"), team_mates),
    "team.asked_to_lead": the_member,
    "team.leading_declined": whoever_leads,
    "team.taken_out": the_member,
}
LINES = {
    "team.joined": _l("Somebody joined your team %(team)s"),
    "team.left": _l("Somebody left your team %(team)s"),
    "team.handed_over": _l("Your team %(team)s has a new leader"),
    "team.asked_to_lead": _l("You are asked to lead your team %(team)s"),
    "team.leading_declined": _l("Whoever you asked to lead %(team)s would rather not"),
    "team.taken_out": _l("You are no longer in the team %(team)s"),
}
LINKS = {
    **dict.fromkeys(("team.joined", "team.left", "team.handed_over"), ("home.team", "team_id")),
    "team.asked_to_lead": ("teams.asked", "member_id"),
    "team.leading_declined": ("home.team", "team_id"),
    "team.taken_out": ("teams.taken_out", "member_id"),
}
