"""Who types paper sheets: asked, answered, ended."""

from collections.abc import Sequence

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest, Secretary
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _
from mentorhub.transcripts import actions, queries, rules
from mentorhub.transcripts.forms import DutyForm, SecretaryForm
from mentorhub.transcripts.views.blueprint import bp


@bp.app_template_global()
def duties_of_reader() -> Sequence[Secretary]:
    """The contests whose sheets the reader types, or is asked to."""
    return queries.contests_served_by(current_user) if current_user.is_authenticated else []


@bp.route("/contests/<uuid:contest_id>/secretaries", methods=["GET", "POST"])
@access(rules.NAME, second_step=True, contest=Contest)
def secretaries(contest: Contest) -> Page | Response:
    form = SecretaryForm()
    if form.sent() and form.attempt(actions.ask, contest, **form.answers, by=current_user):
        flash(_("If somebody with this number or address has an account here, they are asked now."))
        return redirect(url_for("transcripts.secretaries", contest_id=contest.id))
    known = queries.secretaries_of(contest)
    return page("transcripts/secretaries.html", form=form, contest=contest, secretaries=known)


@bp.route("/secretaries/<uuid:secretary_id>/answer", methods=["GET", "POST"])
@access(rules.ANSWER, secretary=Secretary)
def answer(secretary: Secretary) -> Page | Response:
    if request.form.get("do") == "decline":
        actions.decline(secretary, by=current_user)
        flash(_("The organisers know that you do not type sheets."))
        return redirect(url_for("desk.overview"))
    form = DutyForm()
    if form.sent() and form.attempt(actions.accept, secretary, by=current_user):
        flash(_("Thank you. You type the sheets of this contest from now on."))
        return redirect(url_for("transcripts.sheets", contest_id=secretary.contest_id))
    return page("transcripts/duty.html", form=form, secretary=secretary, contest=secretary.contest)


@bp.post("/secretaries/<uuid:secretary_id>/ending")
@access(rules.END, secretary=Secretary)
def end(secretary: Secretary) -> Response:
    actions.end(secretary, by=current_user)
    if secretary.person_id == current_user.id:
        flash(_("You no longer type sheets of this contest."))
        return redirect(url_for("desk.overview"))
    flash(_("The duty has ended. What was typed and not confirmed is free for another."))
    return redirect(url_for("transcripts.secretaries", contest_id=secretary.contest_id))
