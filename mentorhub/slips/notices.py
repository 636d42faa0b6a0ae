"""The helper hears when the author has the idea in their own hands."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.slips.models import Slip


def its_helper(activity: Activity) -> Iterable[Person]:
    slip = db.session.get(Slip, activity.subject_id)
    return [slip.helper] if slip is not None else []


AUDIENCES = {"idea.claimed": its_helper}
LINES = {"idea.claimed": _l("The author now has the idea you typed in their own hands: %(title)s")}
LINKS = {"idea.claimed": ("slips.show", "slip_id")}
