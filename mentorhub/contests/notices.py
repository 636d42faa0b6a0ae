from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def other_organisers(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    return [o.person for o in contest.organisers if o.person_id != activity.actor_id]


AUDIENCES = {
    "contest.announced": other_organisers,
    "contest.extension_asked": other_organisers,
}
LINES = {
    "contest.announced": _l("%(contest)s is announced"),
    "contest.extension_asked": _l("A later deadline for %(contest)s waits for an answer"),
}
LINKS = {
    "contest.announced": ("contests.show", "contest_id"),
    "contest.extension_asked": ("contests.extend", "contest_id"),
}
