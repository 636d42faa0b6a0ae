"""Jurors hear that there is a ballot, and that theirs is open again; never what is on one."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.ballots.models import RankedBallot
from mentorhub.contests.models import Contest
from mentorhub.judging.queries import panel_of
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def the_sitting_jury(activity: Activity) -> Iterable[Person]:
    contest = db.session.get_one(Contest, activity.subject_id)
    return [juror.person for juror in panel_of(contest) if juror.is_sitting and juror.person]


def the_ballots_juror(activity: Activity) -> Iterable[Person]:
    juror = db.session.get_one(RankedBallot, activity.subject_id).juror
    return [juror.person] if juror.person else []


AUDIENCES = {
    "judging.ballots_chosen": the_sitting_jury,
    "judging.ballot_reopened": the_ballots_juror,
}
LINES = {
    "judging.ballots_chosen": _l("%(title)s: put the entries you see in order, on your ballot"),
    "judging.ballot_reopened": _l("Your ballot for %(title)s is open again"),
}
LINKS = {
    "judging.ballots_chosen": ("judging.queue",),
    "judging.ballot_reopened": ("judging.queue",),
}
