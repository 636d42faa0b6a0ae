"""Who hears of a talk: those who may be in its room, and nothing of what is said in it."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest
from mentorhub.deliberations import queries
from mentorhub.deliberations.models import Deliberation, Motion
from mentorhub.deliberations.rules import runs_without_conflict
from mentorhub.judging.queries import panel_of
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_other_organisers(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Deliberation, activity.subject_id).contest
    people = (organiser.person for organiser in contest.organisers)
    return [person for person in people if runs_without_conflict(person, contest)]


def jurors_who_may_enter(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    people = (juror.person for juror in panel_of(contest) if juror.is_sitting and juror.person)
    return [person for person in people if queries.heard_by(person, contest)]


def those_who_may_vote(activity: Activity) -> Iterable[Person]:
    voters = queries.voters_of(db.session.get_one(Motion, activity.subject_id))
    return [juror.person for juror in voters if juror.person]


AUDIENCES = {
    "deliberation.proposed": the_other_organisers,
    "deliberation.opened": jurors_who_may_enter,
    "deliberation.moved": those_who_may_vote,
}
LINES = {
    "deliberation.proposed": _l("Opening the deliberation of %(contest)s waits for your agreement"),
    "deliberation.opened": _l("The jury of %(contest)s deliberates: read and speak"),
    "deliberation.moved": _l("%(contest)s: the jury votes"),
}
LINKS = {
    "deliberation.proposed": ("deliberations.room", "contest_id"),
    "deliberation.opened": ("deliberations.room", "contest_id"),
    "deliberation.moved": ("deliberations.motion", "motion_id"),
}
