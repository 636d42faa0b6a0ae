"""Passkeys: one's own list, adding one on this device, signing in with one."""

from flask import Response as Reply
from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.domain.devices import device_in
from mentorhub.accounts.forms import AddPasskeyForm, NamePasskeyForm, PasskeySignInForm, SignInForm
from mentorhub.accounts.models import Passkey
from mentorhub.accounts.queries import passkeys_of
from mentorhub.accounts.views.blueprint import bp
from mentorhub.accounts.views.entering import keep, sign_in_page, wanted_page
from mentorhub.platform import passkeys
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.route("/me/passkeys", methods=["GET", "POST"])
@access(rules.OWN)
def own_passkeys() -> Page:
    """The list; with the password, a page on which this device makes a passkey."""
    form = NamePasskeyForm(data={"name": device_in(request.user_agent.string)[:60]})
    facts = {"current": form.current.data, "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(actions.begin_passkey, current_user, **facts):
        making = AddPasskeyForm(formdata=None, data={"name": form.name.data})
        return page("accounts/add_passkey.html", form=making, question=form.outcome)
    known, possible = passkeys_of(current_user), passkeys.are_possible()
    return page("accounts/passkeys.html", form=form, known=known, possible=possible)


@bp.post("/me/passkeys/new")
@access(rules.OWN)
def add_passkey() -> Page:
    form = AddPasskeyForm()
    answer = {"answer": form.credential.data or "", "name": form.name.data}
    if form.sent() and form.attempt(actions.add_passkey, current_user, **answer):
        flash(_("The passkey is added. You can sign in with it from now on."))
        return redirect(url_for("accounts.own_passkeys"), 303)
    return page("accounts/add_passkey.html", form=form, question="")


@bp.post("/me/passkeys/<uuid:passkey_id>/remove")
@access(rules.REMOVE_PASSKEY, passkey=Passkey)
def remove_passkey(passkey: Passkey) -> Response:
    if Confirmation().sent():
        actions.remove_passkey(passkey, by=current_user)
        flash(_("The passkey is removed. It opens nothing here any more."))
    return redirect(url_for("accounts.own_passkeys"), 303)


@bp.post("/sign-in/passkey")
@access(rules.SIGN_IN)
def sign_in_with_passkey() -> Page:
    """First the script asks what the device has to answer, then the form brings the answer."""
    form = PasskeySignInForm()
    is_sent = form.sent()
    if is_sent and not form.credential.data:
        question = actions.begin_passkey_sign_in(origin=request.remote_addr or "")
        return Reply(question, mimetype="application/json")
    if current_user.is_authenticated or (is_sent and form.attempt(_sign_in, form)):
        return redirect(wanted_page(), 303)
    way_back = SignInForm(formdata=None)
    way_back.refused, way_back.refusal = form.refused, form.refusal
    return sign_in_page(way_back)


def _sign_in(form: PasskeySignInForm) -> None:
    shared = bool(form.shared_computer.data)
    token = actions.sign_in_with_passkey(
        form.credential.data,
        shared_computer=shared,
        device=device_in(request.user_agent.string),
        origin=request.remote_addr or "",
    )
    keep(token, shared_computer=shared)
