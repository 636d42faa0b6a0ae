"""What a person sees and changes of their own account."""

from flask import current_app, flash, redirect, request, session, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.forms import PasswordForm, ProfileForm
from mentorhub.accounts.models import Login
from mentorhub.accounts.queries import identity_of, open_logins
from mentorhub.accounts.views.blueprint import bp
from mentorhub.platform import i18n
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _


@bp.route("/me", methods=["GET", "POST"])
@access(rules.OWN)
def profile() -> Page:
    person = current_user
    form = ProfileForm(obj=person, data={"name": person.details.name})
    if form.sent() and form.attempt(actions.edit_profile, person, **form.answers):
        flash(_("Your profile is saved."))
        reply = redirect(url_for("accounts.profile"), 303)
        reply.delete_cookie(i18n.COOKIE)  # what is chosen here wins over an earlier switch
        return reply
    return page(
        "accounts/profile.html",
        form=form,
        logins=db.session.scalars(open_logins(person)).all(),
        provider=identity_of(person.id, current_app.config["OIDC_ISSUER"]),
        this_login=actions.digest_of(session["_user_id"]),
    )


@bp.route("/me/password", methods=["GET", "POST"])
@access(rules.OWN)
def change_password() -> Page:
    details = current_user.details
    form = PasswordForm(details.phone or "", details.email or "", details.name)
    origin = {"token": session["_user_id"], "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(
        actions.change_password, current_user, **form.answers, **origin
    ):
        flash(_("The new password holds. All your other devices are signed out."))
        return redirect(url_for("accounts.profile"), 303)
    return page("accounts/change_password.html", form=form)


@bp.post("/me/logins/<uuid:login_id>/end")
@access(rules.END_LOGIN, login=Login)
def end_login(login: Login) -> Response:
    actions.end_login(login)
    flash(_("That device is signed out."))
    return redirect(url_for("accounts.profile", _anchor="devices"), 303)


@bp.post("/me/logins/end-others")
@access(rules.OWN)
def end_other_logins() -> Response:
    actions.end_other_logins(current_user, but=session["_user_id"])
    flash(_("All your other devices are signed out."))
    return redirect(url_for("accounts.profile", _anchor="devices"), 303)
