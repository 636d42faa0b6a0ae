"""A sheet as jurors will have it before them, over an entry nobody wrote. Nothing can be marked."""

from typing import Any

from flask import request

from mentorhub.contests.models import Contest, announced
from mentorhub.contests.queries import whole
from mentorhub.contests.rules import PREVIEW
from mentorhub.entries.models import Entry
from mentorhub.judging.forms import criteria_of, scoresheet_form
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _, language
from mentorhub.teams.models import Team


@bp.get("/contests/<uuid:contest_id>/preview/sheet")
@access(PREVIEW, contest=whole)
def preview(contest: Contest) -> Page:
    likeness = _in_stage(contest, request.args.get("stage", 1, type=int))
    sheet: Any = [(line, None, None) for line in contest.rubric_in(likeness.judged_stage)]
    form = scoresheet_form(Scorecard(version=1, feedback=""), sheet)
    return page(
        "judging/preview.html",
        contest=likeness,
        entry=_entry_of_nobody(contest),
        shown=form,
        criteria=criteria_of(form, sheet, contest.note_below),
        preview=True,
    )


def _in_stage(contest: Contest, number: int) -> Contest:
    """Its likeness while the jury marks in that stage; the first is 1."""
    likeness = announced(contest)
    likeness.judged_stage = min(max(number, 1), max(len(contest.judged_stages), 1))
    return likeness


def _entry_of_nobody(contest: Contest) -> Entry:
    return Entry(
        number=1,
        language=language(),
        team=Team(name=_("Name of the team")),
        title=_("Here stands the title of the entry"),
        sector=(contest.sectors or list(taxonomy().sectors))[0],
        summary=_("Here stand the few sentences in which the team sums it up."),
        problem=_("Here the team tells the problem, and who has it."),
        solution=_("Here the team tells how it solves the problem."),
        benefit=_("Here the team tells what gets better, for how many."),
        link="",
    )
