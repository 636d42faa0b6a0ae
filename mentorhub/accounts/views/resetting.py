"""A new password for who forgot the old one."""

from flask import flash, redirect, request, url_for

from mentorhub.accounts import actions, rules
from mentorhub.accounts.forms import ForgotForm, NewPasswordForm, ResetForm
from mentorhub.accounts.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _


@bp.route("/reset-password", methods=["GET", "POST"])
@access(rules.RESET)
def reset_password() -> Page:
    form = ResetForm()
    facts = {"code": form.code.data, "new": form.password.data, "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(actions.reset_password, form.contact.data, **facts):
        flash(_("The new password holds. Sign in with it."))
        return redirect(url_for("accounts.sign_in"), 303)
    return page("accounts/reset_password.html", form=form)


@bp.route("/forgot-password", methods=["GET", "POST"])
@access(rules.RESET)
def forgot_password() -> Page:
    form = ForgotForm()
    origin = request.remote_addr or ""
    if form.sent() and form.attempt(actions.ask_for_link, form.contact.data, origin=origin):
        flash(_("If an account has this, a letter is on its way to its mail address."))
        return redirect(url_for("accounts.sign_in"), 303)
    return page("accounts/forgot_password.html", form=form)


@bp.route("/reset-password/<token>", methods=["GET", "POST"])
@access(rules.RESET)
def reset_by_link(token: str) -> Page:
    """Opening the link changes nothing: mail programs open links too."""
    form = NewPasswordForm()
    if form.sent() and form.attempt(actions.reset_by_link, token, new=form.password.data):
        flash(_("The new password holds. Sign in with it."))
        return redirect(url_for("accounts.sign_in"), 303)
    holds = actions.person_with_link(token) is not None
    return page("accounts/reset_by_link.html", form=form, holds=holds)
