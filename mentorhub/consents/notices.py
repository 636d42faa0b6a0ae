"""Whoever a consent is about hears when somebody else changed it."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.consents.models import Guardian
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_person(activity: Activity) -> Iterable[Person]:
    """Nobody is told of their own tap: the actor is left out by whoever asks."""
    return [db.session.get_one(Person, activity.subject_id)]


def the_child(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Guardian, activity.subject_id).child]


LINES = {
    "consent.given": _l("An agreement was noted for you"),
    "consent.declined": _l("Your guardian does not agree to something. You can see to what"),
    "consent.withdrawn": _l("An agreement for you was taken back"),
    "guardian.paper_checked": _l("An officer has checked the slip of your guardian"),
    "guardian.informed": _l("Your guardian has been told of the mentoring"),
    "guardian.ended": _l("A guardian no longer answers for you. Ask your Youth Union why"),
}
AUDIENCES = {
    **dict.fromkeys([verb for verb in LINES if verb.startswith("consent.")], the_person),
    "guardian.paper_checked": the_child,
    "guardian.informed": the_child,
    "guardian.ended": the_child,
}
LINKS = dict.fromkeys(LINES, ("consents.own",))
