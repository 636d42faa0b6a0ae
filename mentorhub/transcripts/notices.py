"""Secretaries hear of sheets, jurors of their own, organisers of objections. Never of a mark."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.contests.models import Secretary
from mentorhub.judging.notices import (
    organisers_close_to_no_entry,
    organisers_free_of_conflict,
    the_cards_juror,
)
from mentorhub.judging.rules import stands_outside
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l
from mentorhub.transcripts import queries
from mentorhub.transcripts.models import PaperSheet


def who_is_asked(activity: Activity) -> Iterable[Person]:
    secretary = db.session.get_one(Secretary, activity.subject_id)
    return [secretary.person] if secretary.person else []


def other_secretaries(activity: Activity) -> Iterable[Person]:
    """Those who may type it a second time."""
    paper = db.session.get_one(PaperSheet, activity.subject_id)
    serving = (one for one in queries.serving_in(paper.contest) if one.id != paper.typed_by_id)
    return [one for one in serving if stands_outside(one, paper.contest)]


def who_typed_it(activity: Activity) -> Iterable[Person]:
    paper = db.session.get_one(PaperSheet, activity.subject_id)
    serving = queries.serving_in(paper.contest)
    return [one for one in serving if one.id == paper.typed_by_id]


AUDIENCES = {
    "judging.secretary_asked": who_is_asked,
    "judging.secretary_ended": who_is_asked,
    "judging.secretary_accepted": organisers_close_to_no_entry,
    "judging.secretary_declined": organisers_close_to_no_entry,
    "judging.paper_typed": other_secretaries,
    "judging.paper_returned": who_typed_it,
    "judging.paper_confirmed": the_cards_juror,
    "judging.paper_objected": organisers_free_of_conflict,
}
LINES = {
    "judging.secretary_asked": _l("You are asked to be a secretary of the jury of %(title)s"),
    "judging.secretary_ended": _l("You are no longer a secretary of the jury of %(title)s"),
    "judging.secretary_accepted": _l("A secretary of the jury of %(title)s took the duty"),
    "judging.secretary_declined": _l("A secretary of the jury of %(title)s declined the duty"),
    "judging.paper_typed": _l("%(title)s: a sheet for %(code)s waits to be typed a second time"),
    "judging.paper_returned": _l("%(title)s: look again at the paper for %(code)s that you typed"),
    "judging.paper_confirmed": _l(
        "Your sheet for %(code)s in %(title)s was typed from paper: compare it"
    ),
    "judging.paper_objected": _l(
        "%(title)s: a juror says that the sheet for %(code)s is not what the paper says"
    ),
}
LINKS = {
    "judging.secretary_asked": ("transcripts.answer", "secretary_id"),
    "judging.secretary_ended": ("desk.overview",),
    "judging.secretary_accepted": ("transcripts.secretaries", "contest_id"),
    "judging.secretary_declined": ("transcripts.secretaries", "contest_id"),
    "judging.paper_typed": ("transcripts.show", "paper_id"),
    "judging.paper_returned": ("transcripts.show", "paper_id"),
    "judging.paper_confirmed": ("judging.scoresheet", "card_id"),
    "judging.paper_objected": ("judging.progress", "contest_id"),
}
