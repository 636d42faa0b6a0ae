"""The number and the e-mail address one signs in with: changed, and proved by a letter."""

from typing import Any

from flask import flash, redirect, request, session, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.forms import EmailForm, PhoneForm
from mentorhub.accounts.queries import pending_of
from mentorhub.accounts.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


def _asking(form: Any) -> actions.Asking:
    origin = request.remote_addr or ""
    return actions.Asking(form.current.data, login=session["_user_id"], origin=origin)


@bp.route("/me/email", methods=["GET", "POST"])
@access(rules.OWN)
def change_email() -> Page:
    form = EmailForm(data={"address": current_user.details.email})
    asking = _asking(form)
    if form.sent() and form.attempt(
        actions.change_email, current_user, form.address.data or "", asking=asking
    ):
        flash(_said(form.address.data))
        return redirect(url_for("accounts.profile"), 303)
    return page(
        "accounts/change_address.html",
        form=form,
        title=_("Change the e-mail address"),
        explained=_("The new address holds when the link of our letter to it is opened here."),
        pending=pending_of(current_user),
        keyboard="email",
    )


def _said(address: str | None) -> str:
    if not address:
        return _("Your e-mail address is removed. All your other devices are signed out.")
    return _("We sent you a letter. Open its link within a day while you are signed in.")


@bp.route("/me/phone", methods=["GET", "POST"])
@access(rules.OWN)
def change_phone() -> Page:
    form = PhoneForm(data={"address": current_user.details.phone})
    asking = _asking(form)
    if form.sent() and form.attempt(actions.change_phone, current_user, form.phone, asking=asking):
        flash(_("Your phone number is changed. All your other devices are signed out."))
        return redirect(url_for("accounts.profile"), 303)
    return page(
        "accounts/change_address.html",
        form=form,
        title=_("Change the phone number"),
        explained=_("You sign in with it at once. An officer can confirm that it is yours."),
        pending=None,
        keyboard="tel",
    )


@bp.post("/notifications/address")
@access(rules.OWN)
def ask_for_proof() -> Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.ask_for_proof, by=current_user):
        flash(_("We sent you a link. Open it, and mails can come."))
    for sentence_ in form.refused:
        flash(sentence_, "warning")
    return redirect(url_for("notifications.preferences"), 303)


@bp.route("/notifications/address/<token>", methods=["GET", "POST"])
@access(rules.OWN)
def prove(token: str) -> Page:
    """A look at the page proves nothing: programs that check links open them too."""
    form, login = Confirmation(), session["_user_id"]
    if form.sent() and form.attempt(actions.prove, token, by=current_user, login=login):
        flash(_("Thank you. Mails can come from now on."))
        return redirect(url_for("notifications.preferences"), 303)
    address = actions.address_to_prove(token, by=current_user)
    return page("accounts/prove.html", form=form, address=address)
