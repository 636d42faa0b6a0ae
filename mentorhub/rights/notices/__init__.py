"""Officers hear of what they have to answer; the person hears of the answer."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import admins_over, holders_over
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.rights.models import DataRequest


def officers(activity: Activity) -> Iterable[Person]:
    """Where a unit has none, whoever administers it."""
    request = db.session.get_one(DataRequest, activity.subject_id)
    over = holders_over(Role.UNIT_OFFICER, request.unit) if request.unit else []
    people = over or admins_over(request.unit)
    return [person for person in people if person.id != request.person_id]


def the_person(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(DataRequest, activity.subject_id).person]


LINES = {
    "privacy.asked": _l("Somebody of your unit asks about their data. Answer within two days"),
    "privacy.due": _l("An answer about somebody’s data is due tomorrow"),
    "privacy.answered": _l("Your request about your data was answered"),
    "privacy.erasure_asked": _l(
        "Your account is to be erased in three days. If you do not want that, keep it"
    ),
    "privacy.erasure_taken_back": _l("Your account stays. Nothing was erased."),
    "privacy.erasure_waits": _l("Your account cannot be erased yet. See what to hand over first"),
}
AUDIENCES = {
    "privacy.asked": officers,
    "privacy.due": officers,
    "privacy.answered": the_person,
    "privacy.erasure_asked": the_person,
    "privacy.erasure_taken_back": the_person,
    "privacy.erasure_waits": the_person,
}
LINKS = {
    "privacy.asked": ("rights.handle", "request_id"),
    "privacy.due": ("rights.handle", "request_id"),
    "privacy.answered": ("rights.own_data",),
    "privacy.erasure_asked": ("rights.erasure",),
    "privacy.erasure_taken_back": ("rights.own_data",),
    "privacy.erasure_waits": ("rights.erasure",),
}
