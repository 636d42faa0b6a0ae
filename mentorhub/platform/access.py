"""The door of every page: fetch the thing, ask the rule, then run the view."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import LoginManager, current_user
from werkzeug import Response
from werkzeug.exceptions import HTTPException

from mentorhub.platform.audit import composed, note, was_decided
from mentorhub.platform.db import READING, Base, begin_to_write, db, look_first, undo_and_look
from mentorhub.platform.errors import Busy, Refused, TooOften
from mentorhub.platform.forms import Form
from mentorhub.platform.permissions import PERMISSIONS, can, is_sensitive
from mentorhub.platform.second_step import lacking

View = Callable[..., Any]
Loader = type[Base] | Callable[[Any], Base | None]
Page = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]
login = LoginManager()


def init_app(app: Flask) -> None:
    login.init_app(app)
    app.jinja_env.globals["can"] = lambda name, what=None: can(reader(), name, what)


def reader() -> Any:
    """Who asks, or a stranger: the row itself.

    `current_user` looks up the request for each of its attributes, and rules ask for many.
    """
    return current_user._get_current_object()


def access(
    permission: str,
    *,
    second_step: bool = False,
    by_link: bool = False,
    looks_first: bool = False,
    **things: Loader,
) -> Callable[[View], View]:
    """`@access("entry.submit", entry=Entry)` turns `entry_id` into an entry the reader may submit.

    What is out of reach is not found, exactly as if it did not exist. Strangers are shown the
    way to sign in only where no stranger is ever admitted, so that this tells them nothing.
    A thing is loaded by its model, or by a query function when a page needs more with it.
    `second_step` asks whoever may for a one-time code as well (platform/second_step.py);
    `by_link` is a page people were sent the address of, mostly before they have an account.
    `looks_first`: what comes before `writing` only reads, and on SQLite keeps nobody waiting.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**args: Any) -> Any:
            if looks_first and request.method not in READING:
                look_first()
            if not (PERMISSIONS[permission].for_strangers or current_user.is_authenticated):
                return _ask_to_sign_in(by_link=by_link)
            found = {name: _fetch(how, args.pop(f"{name}_id")) for name, how in things.items()}
            subject = next(iter(found.values()), None)
            _admit(permission, subject)
            if second_step and (way_there := lacking(permission, subject)) is not None:
                return way_there
            return _answered(permission, subject, lambda: view(**found, **args))

        guarded.permission = permission  # type: ignore[attr-defined]
        guarded.second_step = second_step  # type: ignore[attr-defined]
        return guarded

    return decorate


@contextmanager
def writing(permission: str, subject: Base) -> Iterator[None]:
    """The part of a view that looks first in which it decides and writes.

    On SQLite it holds the only writer's lock. All that was read before is read anew, and it is
    asked anew who is there, and in the end whether they still may: else nothing was changed.
    """
    begin_to_write()
    g.pop("_login_user", None)
    if not current_user.is_authenticated:
        abort(401)
    try:
        yield
    except Refused:
        _admit(permission, subject)
        undo_and_look()
        raise
    _admit(permission, subject)


def _admit(permission: str, subject: Base | None) -> None:
    if not can(reader(), permission, subject):
        note("refused", permission=permission, subject=subject, by=current_user)
        abort(404)


def _answered(permission: str, subject: Base | None, act: Callable[[], Any]) -> Any:
    if is_sensitive(reader(), permission, subject):
        return _witnessed(permission, subject, act)
    answer = act()
    db.session.flush()  # what the database objects to is said before the reply is made
    return answer


def _witnessed(permission: str, subject: Base | None, act: Callable[[], Any]) -> Response:
    """Do it, and tell the log what became of it: with the act itself, or afterwards if refused."""
    noted = composed("looked", permission=permission, subject=subject, by=current_user)
    try:
        reply = current_app.make_response(act())
    except (Refused, HTTPException) as refusal:
        status = refusal.code if isinstance(refusal, HTTPException) else 409
        if status in {403, 404, 409, 429}:
            was_decided(noted, status=status)
        raise
    db.session.flush()  # what the database objects to is said before the reply is made
    was_decided(noted, status=reply.status_code)
    return reply


def _fetch(how: Loader, key: Any) -> Base:
    found = db.session.get(how, key) if isinstance(how, type) else how(key)
    if found is None:
        abort(404)
    return found


def _ask_to_sign_in(*, by_link: bool) -> Response:
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        abort(401)
    here = request.full_path.rstrip("?")
    return redirect(url_for("accounts.sign_in", next=here, invited=1 if by_link else None))


def page(template: str, *, form: Form | None = None, **context: Any) -> Page:
    """Render; a form with mistakes answers 422, one refused 409, both with what was typed."""
    html = render_template(template, form=form, **context)
    if form is not None and form.refused:
        return html, *status_of(form.refusal)
    if form is not None and form.errors:
        return html, 422
    return html


def status_of(refusal: Refused | None) -> tuple[int, dict[str, str]]:
    """The status a refusal answers with, and the headers that belong to it."""
    if isinstance(refusal, Busy):
        return 503, {"Retry-After": str(refusal.seconds)}
    return 429 if isinstance(refusal, TooOften) else 409, {}


def local_path(target: str | None, *, otherwise: str) -> str:
    """A `next=` address is followed only inside this site (reliability A6)."""
    text = target or ""
    parts = urlsplit(text.replace("\\", "/"))
    unsafe = any(ord(c) < 33 or ord(c) > 126 for c in text) or parts.scheme or parts.netloc
    leaves = not text.startswith("/") or (text[1:2] in "/\\" and len(text) > 1)
    return otherwise if unsafe or leaves else text
