"""What a secretary sees: the sheets of a contest, one by its code, and the form to type it."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging.forms import given_in
from mentorhub.judging.queries import card_to_read, panel_of, rubric_with_marks
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.transcripts import actions, queries, rules
from mentorhub.transcripts.domain import Typed
from mentorhub.transcripts.forms import FindForm, typed_criteria, typing_form
from mentorhub.transcripts.models import PaperSheet, SheetState
from mentorhub.transcripts.views.blueprint import bp


@bp.route("/contests/<uuid:contest_id>/paper-sheets", methods=["GET", "POST"])
@access(rules.LIST, contest=Contest)
def sheets(contest: Contest) -> Page | Response:
    form = FindForm()
    if form.sent() and form.attempt(actions.find, contest, code=form.code.data):
        return redirect(url_for("transcripts.show", paper_id=form.outcome.id))
    return page(
        "transcripts/sheets.html",
        form=form,
        contest=contest,
        papers=queries.sheets_in(contest),
        seats=queries.codes_of_seats(contest),
        duty=queries.secretary_in(contest, current_user.id),
        jurors=_jurors_to_print_for(contest),
    )


def _jurors_to_print_for(contest: Contest) -> list[Juror]:
    """For organisers, while sheets can be marked; a secretary reads no name of a juror."""
    if contest.scoring_is_closed:
        return []
    sitting = (juror for juror in panel_of(contest) if juror.is_sitting)
    return [juror for juror in sitting if can(current_user, rules.PRINT, juror)]


@bp.get("/paper-sheets/<uuid:paper_id>")
@access(rules.SEE, paper=queries.sheet_to_read)
def show(paper: PaperSheet) -> Page:
    return shown(paper, Confirmation())


def shown(paper: PaperSheet, form: Form) -> Page:
    """How far a sheet is, and what the reader can do with it; no mark stands here."""
    return page(
        "transcripts/sheet.html",
        form=form,
        paper=paper,
        contest=paper.contest,
        card=paper.card,
        types=can(current_user, rules.TYPE, paper),
        is_mine=paper.typed_by_id == current_user.id,
        seat=queries.codes_of_seats(paper.contest)[paper.card.juror_id],
    )


@bp.post("/paper-sheets/<uuid:paper_id>/beginning")
@access(rules.TYPE, paper=queries.sheet_to_read)
def start(paper: PaperSheet) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.start, paper, by=current_user):
        return redirect(url_for("transcripts.type_in", paper_id=paper.id), 303)
    return shown(paper, form)


@bp.route("/paper-sheets/<uuid:paper_id>/typing", methods=["GET", "POST"])
@access(rules.TYPE, paper=queries.sheet_to_read)
def type_in(paper: PaperSheet) -> Page | Response:
    in_hand = paper.state is SheetState.TYPING and paper.typed_by_id == current_user.id
    if request.method == "GET" and not in_hand:
        return redirect(url_for("transcripts.show", paper_id=paper.id))
    card = card_to_read(paper.scorecard_id)
    assert card is not None
    sheet, before = rubric_with_marks(card), paper.typed if in_hand else Typed({})
    form = typing_form(paper, sheet, before.given, before.feedback)
    if form.sent():
        typed = Typed(given_in(form), form.feedback.data or "")
        version = form.version.data
        if form.attempt(actions.type_in, paper, typed=typed, version=version, by=current_user):
            flash(_("Typed. Another secretary types it a second time, then it counts."))
            return redirect(url_for("transcripts.sheets", contest_id=paper.contest_id))
        form.version.raw_data, form.version.data = None, paper.version
    criteria = typed_criteria(form, sheet, card.contest.note_below)
    return page("transcripts/typing.html", form=form, paper=paper, card=card, criteria=criteria)


@bp.post("/paper-sheets/<uuid:paper_id>/taking-back")
@access(rules.TYPE, paper=queries.sheet_to_read)
def take_back(paper: PaperSheet) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.take_back, paper, by=current_user):
        return redirect(url_for("transcripts.type_in", paper_id=paper.id), 303)
    return shown(paper, form)


@bp.post("/paper-sheets/<uuid:paper_id>/release")
@access(rules.RELEASE, paper=queries.sheet_to_read)
def let_go(paper: PaperSheet) -> Response:
    actions.let_go(paper, by=current_user)
    flash(_("Nobody has this sheet in hand now. What was typed is gone."))
    return redirect(url_for("transcripts.show", paper_id=paper.id), 303)
