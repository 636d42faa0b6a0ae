"""A team whom nobody fits tells the Youth Union of the province."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.mentoring import queries
from mentorhub.mentoring.actions.recommendations import recommend
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team


def say_nobody_fits(team: Team, *, by: Person) -> bool:
    """Told to the province; False where the team said so in the last two weeks already."""
    lock(team)
    if queries.wanted_since(team) is not None:
        return False
    if recommend(team, limit=1):
        raise Refused(_l("By now mentors are suggested for your team. Look at them first."))
    record(queries.WANTED, team, by=by, team=team.name)
    return True
