from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Amendment, Contest
from mentorhub.organisations.queries import admins_over
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def other_organisers(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    return [o.person for o in contest.organisers if o.person_id != activity.actor_id]


def those_who_may_agree(activity: Activity) -> Iterable[Person]:
    """The other organisers; where there is none, whoever administers the unit."""
    amendment = db.session.get_one(Amendment, activity.subject_id)
    others = [one.person for one in amendment.contest.organisers]
    others = [person for person in others if person.id != amendment.approval.asked_by_id]
    return others or admins_over(amendment.unit)


def who_asked(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Amendment, activity.subject_id).approval.asked_by]


AUDIENCES = {
    "contest.announced": other_organisers,
    "contest.change_asked": those_who_may_agree,
    "contest.change_declined": who_asked,
}
LINES = {
    "contest.announced": _l("%(contest)s is announced"),
    "contest.change_asked": _l("A change of %(contest)s waits for a second person to agree"),
    "contest.change_declined": _l("The change of %(contest)s you asked for was declined"),
}
LINKS = {
    "contest.announced": ("contests.show", "contest_id"),
    "contest.change_asked": ("contests.amendment", "amendment_id"),
    "contest.change_declined": ("contests.amendment", "amendment_id"),
}
