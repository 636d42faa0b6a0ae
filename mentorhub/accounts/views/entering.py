"""Signing up, in and out."""

from dataclasses import dataclass
from datetime import timedelta

from flask import flash, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.domain.devices import device_in
from mentorhub.accounts.forms import RegisterForm, SignInForm
from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import person_behind, seeing
from mentorhub.accounts.views.blueprint import bp
from mentorhub.platform import i18n, passkeys
from mentorhub.platform.access import Page, access, local_path, login, page, status_of
from mentorhub.platform.audit import afterwards
from mentorhub.platform.clock import now
from mentorhub.platform.i18n import _

SEEN_EVERY = timedelta(hours=1)


@login.user_loader
def _load(token: str) -> Person | None:
    found = person_behind(actions.digest_of(token))
    if found is None:
        return None
    person, seen_at = found
    if seen_at is None or now() - seen_at >= SEEN_EVERY:
        afterwards(seeing(actions.digest_of(token)))  # at most one write an hour
    return person


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
        return redirect(wanted_page())
    form = SignInForm()
    if form.sent() and form.attempt(_sign_in, form):
        return redirect(wanted_page())
    if form.is_busy and request.headers.get("Prefer") == "return=minimal":
        return "", *status_of(form.refusal)  # the page that waits reads only when to come again
    return sign_in_page(form)


def sign_in_page(form: SignInForm) -> Page:
    asked = {"next": request.args.get("next", ""), "invited": request.args.get("invited") == "1"}
    facts = {**asked, "passkeys": passkeys.are_possible(), "wanted": wanted_page()}
    return page("accounts/sign_in.html", form=form, **facts)


def _sign_in(form: SignInForm) -> None:
    token = actions.sign_in(
        form.contact.data,
        form.password.data,
        shared_computer=form.shared_computer.data,
        device=device_in(request.user_agent.string),
        origin=request.remote_addr or "",
    )
    keep(token, shared_computer=form.shared_computer.data)


def keep(token: str, *, shared_computer: bool) -> None:
    """A new session: nothing that was in the cookie before is believed afterwards."""
    session.clear()
    login_user(SignedInDevice(token, i18n.language()))
    session.permanent = not shared_computer


def wanted_page() -> str:
    return local_path(request.args.get("next"), otherwise=url_for("desk.overview"))


@bp.route("/register", methods=["GET", "POST"])
@access(rules.REGISTER)
def register() -> Page:
    if current_user.is_authenticated:
        return redirect(wanted_page())
    form = RegisterForm()
    if form.sent() and form.attempt(_register, form):
        welcome(form.outcome)
        return redirect(_first_page(form.purpose.data))
    return page("accounts/register.html", form=form, next=request.args.get("next", ""))


def _register(form: RegisterForm) -> Person:
    person = actions.register(
        contact=form.contact.data,
        name=form.name.data,
        birth_year=form.birth_year.data,
        unit=form.home,
        password=form.password.data,
        language=i18n.language(),
        origin=request.remote_addr or "",
    )
    device, shared = device_in(request.user_agent.string), form.shared_computer.data
    keep(actions.open_login(person, device=device, shared_computer=shared), shared_computer=shared)
    return person


def welcome(person: Person) -> None:
    flash(_("Your account is ready."))
    if person.needs_guardian:
        flash(
            _("You are under 16: before anything of yours is published, a guardian has to agree."),
            "warning",
        )


def _first_page(purpose: str) -> str:
    if request.args.get("next"):
        return wanted_page()
    return url_for("mentoring.write_profile" if purpose == "mentor" else "desk.overview")


@bp.post("/sign-out")
@access(rules.SIGN_OUT)
def sign_out() -> Response:
    actions.sign_out(session["_user_id"])
    logout_user()
    session.clear()
    return redirect(url_for("home.landing"), 303)
