"""Whoever's contact was read hears by whom; the reason stands on the page that is linked."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.members.models import ContactLook
from mentorhub.members.queries import on_the_list_with_contacts
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit


def the_person(activity: Activity) -> Iterable[Person]:
    look = db.session.get(ContactLook, activity.subject_id)
    return [look.person] if look else []


def who_is_on_the_list(activity: Activity) -> Iterable[Person]:
    """Those with an account whose number or address went out with their unit's list."""
    unit = db.session.get(Unit, activity.subject_id)
    adults_only = bool(activity.facts.get("adults_only"))
    return on_the_list_with_contacts(unit, adults_only=adults_only) if unit else []


LINES = {
    "contact.read_by_officer": _l("An officer of your unit read how to reach you. See why"),
    "contact.read_by_admin": _l("An administrator read how to reach you. See why"),
    "contact.read_by_organiser": _l("An organiser of your contest read how to reach you. See why"),
}
AUDIENCES = {
    **dict.fromkeys(LINES, the_person),
    "roster.contacts_exported": who_is_on_the_list,
}
LINKS = dict.fromkeys(LINES, ("members.own_looks",))
LINES["roster.contacts_exported"] = _l(
    "An officer took the list of your unit out of MentorHub, with your number or address on it"
)
