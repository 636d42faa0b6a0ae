"""Nobody under 18 comes to sit with a mentor who was not checked for that."""

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.mentoring import queries
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Team


def keep_minors_safe(activity: Activity) -> None:
    """Asked when somebody joins a team: the twin of what is asked when a mentor accepts one."""
    person = db.session.get_one(Person, activity.actor_id)
    team = db.session.get_one(Team, activity.subject_id)
    if not person.is_minor:
        return
    if any(not work.profile.is_cleared for work in queries.present_work_of(team)):
        raise Refused(
            _l(
                "A mentor of this team has not been checked for members under 18 yet. Ask your "
                "Youth Union to do that; then you can join."
            )
        )
