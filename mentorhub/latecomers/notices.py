"""Organisers are asked and answered; a team learns that it came in with a code."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.entries.notices import the_team
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.latecomers.models import LateCode
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def who_may_agree(activity: Activity) -> Iterable[Person]:
    """The organisers who are close to no entry; the actor is left out by whoever asks."""
    contest = db.session.get_one(LateCode, activity.subject_id).contest
    people = (organiser.person for organiser in contest.organisers)
    return [person for person in people if is_close_to_no_entry(person, contest)]


def who_asked(activity: Activity) -> Iterable[Person]:
    return [db.session.get_one(LateCode, activity.subject_id).approval.asked_by]


AUDIENCES = {
    "contest.late_code_asked": who_may_agree,
    "contest.late_code_agreed": who_asked,
    "contest.late_code_declined": who_asked,
    "contest.late_code_revoked": who_may_agree,
    "entry.late_code_used": the_team,
}
LINES = {
    "contest.late_code_asked": _l("A code for late entries of %(contest)s waits for you to agree"),
    "contest.late_code_agreed": _l("%(contest)s: the code for late entries can be handed on"),
    "contest.late_code_declined": _l("The code for late entries of %(contest)s was declined"),
    "contest.late_code_revoked": _l("A code for late entries of %(contest)s was taken back"),
    "entry.late_code_used": _l("%(contest)s: your team came in with a code, until %(until_at)s"),
}
LINKS = {
    "contest.late_code_asked": ("latecomers.code", "late_code_id"),
    "contest.late_code_agreed": ("latecomers.code", "late_code_id"),
    "contest.late_code_declined": ("latecomers.code", "late_code_id"),
    "contest.late_code_revoked": ("latecomers.code", "late_code_id"),
    "entry.late_code_used": ("entries.show", "entry_id"),
}
