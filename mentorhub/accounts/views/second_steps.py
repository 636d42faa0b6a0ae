"""The second step: set up, confirm for a while, new recovery codes, remove."""

from typing import Any

from flask import abort, current_app, flash, make_response, redirect, request, session, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.domain.proving import in_fours
from mentorhub.accounts.forms import CodeForm, ProveForm, RemoveSecondStepForm
from mentorhub.accounts.queries import recovery_codes_left, secret_of
from mentorhub.accounts.views.blueprint import bp
from mentorhub.platform import one_time_codes
from mentorhub.platform.access import Page, access, local_path, page
from mentorhub.platform.i18n import _
from mentorhub.platform.second_step import asker


@asker
def _was_confirmed(within: Any) -> bool:
    return actions.was_confirmed(session.get("_user_id", ""), within=within)


@bp.route("/me/second-step", methods=["GET", "POST"])
@access(rules.OWN)
def second_step() -> Page:
    kept, form = secret_of(current_user), ProveForm()
    facts = {"current": form.current.data, "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(actions.begin_second_step, current_user, **facts):
        return redirect(url_for("accounts.set_up_second_step", next=_next() or None), 303)
    left = recovery_codes_left(current_user) if kept else 0
    return page("accounts/second_step.html", form=form, kept=kept, left=left, next=_next())


@bp.route("/me/second-step/app", methods=["GET", "POST"])
@access(rules.OWN)
def set_up_second_step() -> Page:
    form = CodeForm()
    if form.sent() and form.attempt(actions.finish_second_step, current_user, **_typed(form)):
        return _codes_once(form.outcome)
    secret = actions.begun_secret(current_user)
    if secret is None and not form.refused:
        return redirect(url_for("accounts.second_step", next=_next() or None))
    return page("accounts/set_up_second_step.html", form=form, secret=in_fours(secret or ""))


@bp.get("/me/second-step/picture.svg")
@access(rules.OWN)
def second_step_picture() -> Response:
    secret = actions.begun_secret(current_user)
    if secret is None:
        abort(404)
    reply = make_response(one_time_codes.picture(secret, current_user.full_name))
    reply.mimetype = "image/svg+xml"
    reply.headers["Cache-Control"] = "no-store"
    return reply


@bp.route("/me/second-step/confirmation", methods=["GET", "POST"])
@access(rules.OWN)
def confirm_second_step() -> Page:
    if secret_of(current_user) is None:
        return redirect(url_for("accounts.second_step", next=_next() or None))
    form = CodeForm()
    if form.sent() and form.attempt(actions.confirm_second_step, current_user, **_typed(form)):
        return redirect(_next() or url_for("accounts.second_step"), 303)
    sample = actions.sample_code(current_user) if current_app.config["DEMO"] else ""
    return page("accounts/confirm_second_step.html", form=form, sample=sample)


@bp.route("/me/second-step/recovery-codes", methods=["GET", "POST"])
@access(rules.OWN)
def renew_recovery_codes() -> Page:
    form = CodeForm()
    if form.sent() and form.attempt(actions.renew_recovery_codes, current_user, **_typed(form)):
        return _codes_once(form.outcome)
    return page("accounts/renew_recovery_codes.html", form=form)


@bp.route("/me/second-step/removal", methods=["GET", "POST"])
@access(rules.OWN)
def remove_second_step() -> Page:
    form = RemoveSecondStepForm()
    facts = {**form.answers, "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(actions.remove_second_step, current_user, **facts):
        flash(_("The second step is removed."))
        return redirect(url_for("accounts.second_step"), 303)
    return page("accounts/remove_second_step.html", form=form)


def _typed(form: CodeForm) -> dict[str, Any]:
    where = {"token": session["_user_id"], "origin": request.remote_addr or ""}
    return {"code": form.code.data, **where}


def _next() -> str:
    return local_path(request.args.get("next"), otherwise="")


def _codes_once(codes: list[str]) -> Page:
    """Shown in the answer itself: no address leads here a second time."""
    way_on = _next() or url_for("accounts.second_step")
    return page("accounts/recovery_codes.html", codes=[in_fours(c) for c in codes], way_on=way_on)
