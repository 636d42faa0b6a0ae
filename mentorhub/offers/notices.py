"""Who may answer hears of an offer; who made it hears the answer."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.mentoring.rules import may_speak_for_the_team
from mentorhub.offers.models import Offer
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def who_may_answer(activity: Activity) -> Iterable[Person]:
    """Nobody, where somebody under 18 joined a team before it was told of a mentor's own offer."""
    offer = db.session.get_one(Offer, activity.subject_id)
    if offer.is_kept_from_the_team:
        return []
    team = offer.team
    people = (member.person for member in team.members)
    return [person for person in people if may_speak_for_the_team(person, team)]


def who_offered(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Offer, activity.subject_id).made_by]


AUDIENCES = {
    "offer.made": who_may_answer,
    "offer.taken_back": who_may_answer,
    "offer.accepted": who_offered,
    "offer.declined": who_offered,
    "offer.own_made": who_may_answer,
    "offer.own_declined": who_offered,
}
LINES = {
    "offer.made": _l("Your Youth Union knows a mentor who could help team %(team)s"),
    "offer.taken_back": _l("Your Youth Union took back a mentor it had offered team %(team)s"),
    "offer.accepted": _l("Team %(team)s asks the mentor you offered"),
    "offer.own_made": _l("A mentor offers to help team %(team)s"),
    "offer.own_declined": _l("Team %(team)s thanks you for offering and says no this time"),
    "offer.declined": _l("Team %(team)s does not ask the mentor you offered, and says why"),
}
LINKS = dict.fromkeys(AUDIENCES, ("offers.show", "offer_id"))
