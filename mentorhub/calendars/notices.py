from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def team_that_has_not_sent(activity: Activity) -> Iterable[Person]:
    """Asked again when it is told: whoever sent the entry meanwhile hears nothing."""
    entry = db.session.get(Entry, activity.subject_id)
    if entry is None or not entry.is_draft:
        return []
    return [member.person for member in entry.team.members]


AUDIENCES = {"entry.deadline_near": team_that_has_not_sent}
LINES = {
    "entry.deadline_near": _l(
        "Your entry for %(contest)s is still a draft: it counts once it is sent, by %(until_at)s"
    )
}
LINKS = {"entry.deadline_near": ("entries.show", "entry_id")}
