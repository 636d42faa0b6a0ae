"""The officers of a unit hear what the province asks of it."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_at
from mentorhub.platform.i18n import _l


def its_own_officers(activity: Activity) -> Iterable[Person]:
    """Those of the unit itself: whoever answers for the whole province set the numbers."""
    return holders_at(Role.UNIT_OFFICER, activity.subject_id)


AUDIENCES = {"target.asked": its_own_officers, "target.changed": its_own_officers}
LINES = {
    "target.asked": _l(
        "%(unit)s: the province set the target for %(year)s, "
        "%(in_use)s in use, %(approved)s approved"
    ),
    "target.changed": _l(
        "%(unit)s: the province changed the target for %(year)s, "
        "%(in_use)s in use, %(approved)s approved (before: %(in_use_before)s, %(approved_before)s)"
    ),
}
LINKS = dict.fromkeys(AUDIENCES, ("reports.report", "unit_id", "year"))
