"""Whoever is given an office hears of it, and the administrators who are asked to agree."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.organisations.models import Grant, Proposal
from mentorhub.organisations.queries import admins_over
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_holder(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(Grant, activity.subject_id).person]


def other_admins(activity: Activity) -> Iterable[Person]:
    """All who may agree; the actor is left out by whoever asks."""
    proposal = db.session.get_one(Proposal, activity.subject_id)
    return [p for p in admins_over(proposal.unit) if p.id != proposal.person_id]


def who_asked(activity: Activity) -> Iterable[Person]:
    """Nobody, where it was proposed on the server."""
    proposal = db.session.get_one(Proposal, activity.subject_id)
    return [] if proposal.is_from_the_server else [proposal.approval.asked_by]


LINES = {
    "office.granted": _l("You were given an office in %(place)s"),
    "office.revoked": _l("An office of yours in %(place)s was taken back"),
    "office.proposed": _l("An office in %(place)s waits for a second administrator"),
    "office.declined": _l("Another administrator declined the office you proposed in %(place)s"),
}
AUDIENCES = {
    "office.granted": the_holder,
    "office.revoked": the_holder,
    "office.proposed": other_admins,
    "office.declined": who_asked,
}
LINKS = {
    "office.granted": ("organisations.own_offices",),
    "office.revoked": ("organisations.own_offices",),
    "office.proposed": ("organisations.proposal", "proposal_id"),
    "office.declined": ("organisations.offices",),
}
