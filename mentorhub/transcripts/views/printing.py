"""Sheets for paper: a page for each entry of a juror, with a code and a drawing of its address."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_login import current_user
from markupsafe import Markup
from werkzeug import Response

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging.forms import criteria_of, scoresheet_form
from mentorhub.judging.models import Scorecard
from mentorhub.judging.queries import hidden_from
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import ngettext
from mentorhub.platform.permissions import can
from mentorhub.platform.qr import drawn
from mentorhub.transcripts import actions, queries, rules
from mentorhub.transcripts.models import PaperSheet
from mentorhub.transcripts.views.blueprint import bp


@bp.app_template_global()
def papers_by_seat(contest: Contest) -> dict[UUID, dict[str, int]]:
    """How many sheets of each juror are on paper, by state; never a mark."""
    if not can(current_user, rules.LIST, contest):
        return {}
    return queries.counts_in(contest, without=hidden_from(current_user, contest))


@bp.route("/jurors/<uuid:juror_id>/paper-sheets", methods=["GET", "POST"])
@access(rules.PRINT, juror=Juror)
def printed(juror: Juror) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.print_sheets, juror, by=current_user):
        made = len(form.outcome)
        flash(ngettext("%(num)d sheet has a new code.", "%(num)d sheets have a new code.", made))
        return redirect(url_for("transcripts.printed", juror_id=juror.id))
    return page(
        "transcripts/print.html",
        form=form,
        juror=juror,
        contest=juror.contest,
        papers=queries.sheets_of_juror(juror),
        seat=queries.codes_of_seats(juror.contest)[juror.id],
        criteria=_criteria_for_paper(juror.contest),
        drawing_of=_drawing_of,
    )


def _criteria_for_paper(contest: Contest) -> list[dict[str, Any]]:
    sheet: Any = [(line, None, None) for line in contest.rubric_now]
    form = scoresheet_form(Scorecard(version=1, feedback=""), sheet)
    return criteria_of(form, sheet, contest.note_below)


def _drawing_of(paper: PaperSheet) -> Markup:
    return drawn(url_for("transcripts.show", paper_id=paper.id, _external=True), scale=None)
