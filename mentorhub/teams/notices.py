"""Who hears of what happens in a team."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team


def team_mates(activity: Activity) -> Iterable[Person]:
    """Everybody in the team but whoever did it."""
    team = db.session.get_one(Team, activity.subject_id)
    return [member.person for member in team.members if member.person_id != activity.actor_id]


AUDIENCES = dict.fromkeys(("team.joined", "team.left", "team.handed_over"), team_mates)
LINES = {
    "team.joined": _l("Somebody joined your team %(team)s"),
    "team.left": _l("Somebody left your team %(team)s"),
    "team.handed_over": _l("Your team %(team)s has a new leader"),
}
LINKS = dict.fromkeys(AUDIENCES, ("home.team", "team_id"))
