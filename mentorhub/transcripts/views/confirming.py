"""The second person types the points without seeing the first ones; then differences are shown."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.forms import given_in
from mentorhub.judging.forms.sheets import written
from mentorhub.judging.queries import card_to_read, rubric_with_marks
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _
from mentorhub.transcripts import actions, queries, rules
from mentorhub.transcripts.forms import RemarkForm, typed_criteria, typing_form
from mentorhub.transcripts.models import PaperSheet, SheetState
from mentorhub.transcripts.views.blueprint import bp


@bp.route("/paper-sheets/<uuid:paper_id>/confirmation", methods=["GET", "POST"])
@access(rules.CONFIRM, paper=queries.sheet_to_read)
def confirm(paper: PaperSheet) -> Page | Response:
    if request.method == "GET" and paper.state is not SheetState.TYPED:
        return redirect(url_for("transcripts.show", paper_id=paper.id))
    card = card_to_read(paper.scorecard_id)
    assert card is not None
    sheet = rubric_with_marks(card)
    form = typing_form(paper, sheet, {}, "")
    if form.sent():
        given = {line: Given(one.points) for line, one in given_in(form).items()}
        if form.attempt(actions.confirm, paper, given=given, by=current_user):
            flash(_("Both typed the same. The sheet is submitted, and its juror is told."))
            return redirect(url_for("transcripts.sheets", contest_id=paper.contest_id))
        _mark_what_differs(form, paper)
    criteria = typed_criteria(form, sheet, card.contest.note_below)
    return page(
        "transcripts/confirming.html",
        form=form,
        paper=paper,
        card=card,
        criteria=criteria,
        typed=paper.typed,
        remark=RemarkForm(formdata=None),
    )


def _mark_what_differs(form: Form, paper: PaperSheet) -> None:
    """Say at each criterion what the first person read, where the two differ: the summary leads
    there. Only once the second has typed theirs."""
    first = paper.typed.given
    for line in form.overtaken.facts["lines"] if form.overtaken else ():
        if line in first:
            read = _("The first person read %(points)s.", points=written(first[line].points))
            form[f"points_{line.hex}"].errors = [read]


@bp.post("/paper-sheets/<uuid:paper_id>/return")
@access(rules.CONFIRM, paper=queries.sheet_to_read)
def send_back(paper: PaperSheet) -> Page | Response:
    form = RemarkForm()
    facts = {"remark": form.remark.data, "by": current_user}
    if form.sent() and form.attempt(actions.send_back, paper, **facts):
        flash(_("The first person looks at the paper again."))
        return redirect(url_for("transcripts.sheets", contest_id=paper.contest_id), 303)
    return page("transcripts/returning.html", form=form, paper=paper, contest=paper.contest)
