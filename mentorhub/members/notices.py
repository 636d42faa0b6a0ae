"""Whoever's contact was read hears by whom; the reason stands on the page that is linked."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.members.models import ContactLook
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_person(activity: Activity) -> Iterable[Person]:
    look = db.session.get(ContactLook, activity.subject_id)
    return [look.person] if look else []


LINES = {
    "contact.read_by_officer": _l("An officer of your unit read how to reach you. See why"),
    "contact.read_by_admin": _l("An administrator read how to reach you. See why"),
    "contact.read_by_organiser": _l("An organiser of your contest read how to reach you. See why"),
}
AUDIENCES = dict.fromkeys(LINES, the_person)
LINKS = dict.fromkeys(LINES, ("members.own_looks",))
