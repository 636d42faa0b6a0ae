"""Signing up, in and out, and what a person sees and changes of their own account."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.domain.devices import device_in
from mentorhub.accounts.forms import (
    ForgotForm,
    NewPasswordForm,
    PasswordForm,
    ProfileForm,
    RegisterForm,
    ResetForm,
    SignInForm,
)
from mentorhub.accounts.models import Login, Person
from mentorhub.accounts.queries import open_logins, person_behind
from mentorhub.platform import i18n
from mentorhub.platform.access import Page, access, local_path, login, page
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _

bp = Blueprint("accounts", __name__)


@login.user_loader
def _load(token: str) -> Person | None:
    return person_behind(actions.digest_of(token))


@dataclass(frozen=True)
class SignedInDevice:
    """What Flask-Login keeps in the cookie: the token of a login, never the key of a person."""

    token: str
    language: str
    is_active = is_authenticated = True

    def get_id(self) -> str:
        return self.token


@bp.route("/sign-in", methods=["GET", "POST"])
@access(rules.SIGN_IN)
def sign_in() -> Page:
    if current_user.is_authenticated:
        return redirect(_wanted_page())
    form = SignInForm()
    if form.sent() and form.attempt(_sign_in, form):
        return redirect(_wanted_page())
    return page("accounts/sign_in.html", form=form, next=request.args.get("next", ""))


def _sign_in(form: SignInForm) -> None:
    token = actions.sign_in(
        form.contact.data,
        form.password.data,
        shared_computer=form.shared_computer.data,
        device=device_in(request.user_agent.string),
        origin=request.remote_addr or "",
    )
    _keep(token, shared_computer=form.shared_computer.data)


def _keep(token: str, *, shared_computer: bool) -> None:
    """A new session: nothing that was in the cookie before is believed afterwards."""
    session.clear()
    login_user(SignedInDevice(token, i18n.language()))
    session.permanent = not shared_computer


def _wanted_page() -> str:
    return local_path(request.args.get("next"), otherwise=url_for("desk.overview"))


@bp.route("/register", methods=["GET", "POST"])
@access(rules.REGISTER)
def register() -> Page:
    if current_user.is_authenticated:
        return redirect(_wanted_page())
    form = RegisterForm()
    if form.sent() and form.attempt(_register, form):
        _welcome(form.outcome)
        return redirect(_first_page(form.purpose.data))
    return page("accounts/register.html", form=form, next=request.args.get("next", ""))


def _register(form: RegisterForm) -> Person:
    person = actions.register(
        contact=form.contact.data,
        name=form.name.data,
        birth_year=form.birth_year.data,
        unit=form.unit.data,
        password=form.password.data,
        language=i18n.language(),
        origin=request.remote_addr or "",
    )
    device = device_in(request.user_agent.string)
    _keep(actions.open_login(person, device=device, shared_computer=False), shared_computer=False)
    return person


def _welcome(person: Person) -> None:
    flash(_("Your account is ready."))
    if person.needs_guardian:
        flash(
            _("You are under 16: before anything of yours is published, a guardian has to agree."),
            "warning",
        )


def _first_page(purpose: str) -> str:
    if request.args.get("next"):
        return _wanted_page()
    return url_for("mentoring.write_profile" if purpose == "mentor" else "desk.overview")


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


@bp.post("/sign-out")
@access(rules.SIGN_OUT)
def sign_out() -> Response:
    actions.sign_out(session["_user_id"])
    logout_user()
    session.clear()
    return redirect(url_for("home.landing"), 303)


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
