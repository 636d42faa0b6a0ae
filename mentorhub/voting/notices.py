"""Teams hear of a vote and of its numbers; organisers are asked and answered. Voters stay alone."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.entries.queries import people_in
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.voting.models import PublicVote


def _vote(activity: Activity) -> PublicVote:
    return db.session.get_one(PublicVote, activity.subject_id)


def every_team(activity: Activity) -> Iterable[Person]:
    return db.session.scalars(people_in(_vote(activity).contest))


def who_may_agree(activity: Activity) -> Iterable[Person]:
    """The organisers who are close to no entry; the actor is left out by whoever asks."""
    contest = _vote(activity).contest
    people = (organiser.person for organiser in contest.organisers)
    return [person for person in people if is_close_to_no_entry(person, contest)]


def who_asked(activity: Activity) -> Iterable[Person]:
    approval = _vote(activity).approval
    return [approval.asked_by] if approval is not None else []


AUDIENCES = {
    "vote.announced": every_team,
    "vote.called_off": every_team,
    "vote.counted": who_may_agree,
    "vote.declined": who_asked,
    "vote.published": every_team,
}
LINES = {
    "vote.announced": _l("%(contest)s: everybody can vote on the entries until %(until_at)s"),
    "vote.called_off": _l("%(contest)s: the public vote was called off. Read why"),
    "vote.counted": _l("The numbers of the public vote of %(contest)s wait for you to agree"),
    "vote.declined": _l("The numbers of the public vote of %(contest)s were not agreed to"),
    "vote.published": _l("The public vote of %(contest)s is counted"),
}
LINKS = {
    "vote.announced": ("voting.show", "contest_id"),
    "vote.called_off": ("voting.show", "contest_id"),
    "vote.counted": ("voting.office", "contest_id"),
    "vote.declined": ("voting.office", "contest_id"),
    "vote.published": ("voting.show", "contest_id"),
}
