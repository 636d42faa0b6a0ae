"""The edge: what comes in is checked, what goes wrong is told, and every reply has its headers."""

import structlog
from flask import Flask, Response, abort, current_app, g, jsonify, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_compress import Compress
from flask_login import AnonymousUserMixin, current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from mentorhub.platform.access import reader, status_of
from mentorhub.platform.arrival import note_arrival
from mentorhub.platform.db import READING, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _

csrf = CSRFProtect()
log = structlog.get_logger()

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data", ""}
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    Compress(app)
    if proxies := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies)  # type: ignore[method-assign]
    # after the token was read from the body: the last byte has arrived
    app.before_request(note_arrival)
    app.before_request(_refuse_what_no_field_can_hold)
    app.after_request(_put_headers)
    app.context_processor(_what_every_page_knows)
    app.register_error_handler(CSRFError, _forged_or_outlived)
    app.register_error_handler(HTTPException, _said_by_http)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, _overtaken)
    app.register_error_handler(IntegrityError, _overtaken)
    app.register_error_handler(OperationalError, _database_is_busy)
    app.register_error_handler(Exception, _broken)


def _what_every_page_knows() -> dict[str, object]:
    bare = g.get("is_broken", False)
    person = None if bare or not current_user.is_authenticated else reader()
    theme = request.cookies.get("theme", "")
    return {"person": person, "theme": theme if theme in {"light", "dark"} else ""}


def _refuse_what_no_field_can_hold() -> None:
    """NUL (PostgreSQL has no place for it), bytes that are no UTF-8, bodies that are no form.

    Flask-WTF would read JSON as fields, of any type and past these checks.
    """
    if request.method not in READING and request.mimetype not in FORMS:
        abort(415)
    for texts in (request.args, request.form):
        for key, value in texts.items(multi=True):
            if "\0" in key or "\0" in value or "\ufffd" in value:
                abort(400)
    if "\0" in request.path or "\ufffd" in request.path:
        abort(400)


def _put_headers(response: Response) -> Response:
    given = {name.lower() for name, _value in response.headers}
    response.headers.extend((n, v) for n, v in HEADERS.items() if n.lower() not in given)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "vary" in given:
        response.vary.add("Cookie")
    else:
        response.headers.add("Vary", "Cookie")
    if session or current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        response.headers.setdefault("Cache-Control", "private, no-store")
    elif request.method in READING and response.status_code == 200 and not response.is_streamed:
        response.headers.setdefault("Cache-Control", "public, max-age=0")
        response.add_etag()
        response.make_conditional(request)
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _forged_or_outlived(error: CSRFError) -> ResponseReturnValue:
    text = _("This page was open for too long. Go back, reload it and send again.")
    return _told(400, text)


def _said_by_http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < 400:
        return error
    if isinstance(error, SecurityError):  # of a host that is not ours no page can be made
        return Response("Unknown host.\n", status=400, mimetype="text/plain")
    reply = _told(error.code)
    reply.headers.extend(
        (k, v) for k, v in error.get_headers() if k in {"Allow", "Retry-After", "WWW-Authenticate"}
    )
    return reply


def _refused(refusal: Refused) -> ResponseReturnValue:
    status, headers = status_of(refusal)
    reply = _told(status, str(refusal.message))
    reply.headers.extend(headers)
    return reply


def _overtaken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.info("overtaken", kind=type(error).__name__)
    return _told(
        409, _("Somebody changed this a moment before you. Reload the page and look again.")
    )


def _database_is_busy(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    log.warning("database_busy", kind=type(error.orig).__name__)
    _ask_nothing_more()
    reply = _told(503)
    reply.headers["Retry-After"] = "5"
    return reply


def _broken(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.error("broken", exc_info=error, path=request.url_rule and request.url_rule.rule)
    _ask_nothing_more()
    return _told(500)


def _ask_nothing_more() -> None:
    """What is left of this request asks the database for nothing, also not who is there.

    Flask-Login asks for every page, and again after a try that failed.
    """
    g.is_broken = True
    g._login_user = AnonymousUserMixin()


def _told(code: int, text: str = "") -> Response:
    """The page (or problem+json) for a status; the same bytes for secret and for missing."""
    if request.accept_mimetypes.best == "application/json" or request.is_json:
        reply = jsonify(status=code, detail=text)
        reply.mimetype = "application/problem+json"
    else:
        incident = g.get("request_id", "") if code >= 500 else ""
        reply = Response(
            render_template("layouts/error.html", code=code, text=text, incident=incident),
            mimetype="text/html",
        )
    reply.status_code = code
    return reply
