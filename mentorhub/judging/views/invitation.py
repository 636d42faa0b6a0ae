"""An invitation to a jury: opened as often as one likes, answered once."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.contests.models import Juror
from mentorhub.contests.queries import last_change
from mentorhub.judging import actions, rules
from mentorhub.judging.forms import AnswerForm
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _


@bp.route("/jury/<token>", methods=["GET", "POST"])
@access(rules.QUEUE, by_link=True)
def accept(token: str) -> Page:
    juror = actions.invitation(token)
    if juror is None or not rules.is_invited(current_user, juror):
        abort(404)
    return _answer(juror)


@bp.route("/jurors/<uuid:juror_id>/answer", methods=["GET", "POST"])
@access(rules.ANSWER, juror=Juror)
def answer(juror: Juror) -> Page:
    if juror.person_id is None:
        abort(404)
    return _answer(juror)


def _answer(juror: Juror) -> Page:
    if request.form.get("do") == "decline":
        return _decline(juror)
    form = AnswerForm(rules_version=last_change(juror.contest))
    form.offer(juror.contest)
    if form.sent() and form.attempt(actions.accept, juror, **_said(form), by=current_user):
        flash(_("Welcome to the jury."))
        return redirect(url_for("judging.queue"))
    return page("judging/invitation.html", form=form, juror=juror, contest=juror.contest)


def _said(form: AnswerForm) -> dict[str, Any]:
    names = ("rules_version", "fields", "languages", "knows")
    return {name: form.answers[name] for name in names if form.answers[name] is not None}


def _decline(juror: Juror) -> Page:
    actions.decline(juror, by=current_user)
    flash(_("The organisers know that this seat stays free."))
    return redirect(url_for("judging.queue"))
