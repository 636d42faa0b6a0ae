"""Signing in with an account of another house; where none is configured no page answers."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import abort, current_app, flash, g, redirect, request, session, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.accounts import actions, rules
from mentorhub.accounts.domain.devices import device_in
from mentorhub.accounts.domain.names import trouble_with_person
from mentorhub.accounts.forms import LinkForm, RegisterWithProviderForm
from mentorhub.accounts.models import Person, ProviderIdentity
from mentorhub.accounts.views.blueprint import bp
from mentorhub.accounts.views.entering import keep, welcome
from mentorhub.matching.domain.letters import tidy
from mentorhub.platform import i18n, provider
from mentorhub.platform.access import Page, access, local_path, page
from mentorhub.platform.clock import now
from mentorhub.platform.db import let_others_write
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _
from mentorhub.platform.provider import Identity, ProviderFailed, ProviderSilent

GOAL, NEWCOMER = "provider_goal", "provider_newcomer"
PATIENCE = timedelta(minutes=15)


def _where_configured(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def answering(**args: Any) -> Any:
        if not provider.is_on():
            abort(404)
        return view(**args)

    return answering


@bp.get("/sign-in/provider")
@_where_configured
@access(rules.SIGN_IN)
def leave_for_provider() -> Page:
    """A link, not a form: `form-action 'self'` forbids forms to end elsewhere."""
    if current_user.is_authenticated:
        return redirect(url_for("desk.overview"))
    session[GOAL] = {
        "next": request.args.get("next", "")[:300],
        "shared": "shared" in request.args,
    }
    return _way_there()


@bp.route("/me/provider", methods=["GET", "POST"])
@_where_configured
@access(rules.OWN)
def link_provider() -> Page:
    form = LinkForm()
    origin = request.remote_addr or ""
    sent = form.sent()
    if sent and form.attempt(
        actions.prove_password, current_user, form.password.data, origin=origin
    ):
        session[GOAL] = {"link": str(current_user.id), "until": (now() + PATIENCE).isoformat()}
        return page("accounts/provider_link.html", form=form, proved=True)
    return page("accounts/provider_link.html", form=form, proved=False)


@bp.get("/me/provider/go")
@_where_configured
@access(rules.OWN)
def leave_for_link() -> Page:
    if not _may_link(session.get(GOAL, {})):
        return redirect(url_for("accounts.link_provider"))
    return _way_there()


@bp.post("/me/provider/<uuid:identity_id>/end")
@_where_configured
@access(rules.UNLINK, identity=ProviderIdentity)
def unlink_provider(identity: ProviderIdentity) -> Response:
    actions.unlink_provider(identity)
    flash(_("The link is taken away."))
    return redirect(url_for("accounts.profile"), 303)


def _way_there() -> Page:
    try:
        return provider.way_there(
            current_app.config["BASE_URL"] + url_for("accounts.return_from_provider")
        )
    except ProviderFailed as problem:
        return _trouble(problem)


@bp.get("/sign-in/provider/return")
@_where_configured
@access(rules.SIGN_IN)
def return_from_provider() -> Page:
    """The answer is checked before the writer's lock is taken: the provider may be slow."""
    goal = session.pop(GOAL, {})
    try:
        identity = provider.who_returned()
    except ProviderFailed as problem:
        return _trouble(problem)
    g.writes = True
    let_others_write()
    actions.return_once(request.args["state"])
    return _linked(identity, goal) if "link" in goal else _entered(identity, goal)


def _linked(identity: Identity, goal: dict[str, Any]) -> Page:
    if not _may_link(goal):
        raise Refused(_("Sign in with your password first, then link the two again."))
    actions.link_provider(current_user, identity.issuer, identity.subject)
    flash(_("The two accounts are linked: either lets you in."))
    return redirect(url_for("accounts.profile"), 303)


def _may_link(goal: dict[str, Any]) -> bool:
    """Only who proved the password just now, still signed in as the same person."""
    ours = current_user.is_authenticated and goal.get("link") == str(current_user.id)
    return bool(ours and datetime.fromisoformat(goal["until"]) > now())


def _entered(identity: Identity, goal: dict[str, Any]) -> Page:
    shared = bool(goal.get("shared"))
    token = actions.sign_in_with_provider(
        identity.issuer, identity.subject, shared_computer=shared, device=_device()
    )
    onwards = local_path(goal.get("next"), otherwise=url_for("desk.overview"))
    if token is not None:
        keep(token, shared_computer=shared)
        return redirect(onwards, 303)
    until = (now() + PATIENCE).isoformat()
    name = tidy(identity.name)[:80]
    who = {"issuer": identity.issuer, "subject": identity.subject, "until": until}
    session[NEWCOMER] = {**who, "name": name, "shared": shared, "next": onwards}
    return redirect(url_for("accounts.register_with_provider"), 303)


@bp.route("/register/provider", methods=["GET", "POST"])
@_where_configured
@access(rules.REGISTER)
def register_with_provider() -> Page:
    """Who came from the provider and is unknown here: a new account, or link the old one."""
    known = session.get(NEWCOMER)
    if current_user.is_authenticated or not known:
        return redirect(url_for("accounts.sign_in"))
    if datetime.fromisoformat(known["until"]) < now():
        del session[NEWCOMER]
        return redirect(url_for("accounts.sign_in"))
    name = "" if trouble_with_person(known["name"]) else known["name"]
    form = RegisterWithProviderForm(data={"name": name})
    if form.sent() and form.attempt(_register, form, known):
        welcome(form.outcome)
        wanted = known["next"]
        return redirect(
            url_for("mentoring.write_profile") if form.purpose.data == "mentor" else wanted, 303
        )
    return page("accounts/provider_register.html", form=form)


def _register(form: RegisterWithProviderForm, known: dict[str, Any]) -> Person:
    person = actions.register_with_provider(
        issuer=known["issuer"],
        subject=known["subject"],
        name=form.name.data,
        birth_year=form.birth_year.data,
        unit=form.home,
        language=i18n.language(),
        origin=request.remote_addr or "",
    )
    shared = bool(known["shared"])
    token = actions.open_login(person, device=_device(), shared_computer=shared)
    keep(token, shared_computer=shared)
    return person


def _device() -> str:
    return device_in(request.user_agent.string)


def _trouble(problem: ProviderFailed) -> Page:
    silent = isinstance(problem, ProviderSilent)
    return page("accounts/provider_trouble.html", silent=silent), 503 if silent else 409  # type: ignore[return-value]
