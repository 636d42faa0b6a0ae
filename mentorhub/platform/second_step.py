"""The second step: what is worth more than a password is asked once more, on this very login.

The platform does not know how somebody confirms; accounts register the question (`asker`).
"""

from collections.abc import Callable
from datetime import timedelta

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.platform.audit import note
from mentorhub.platform.db import READING, Base

LASTS = timedelta(minutes=15)
LACKING = "second_step.lacking"
"""What the log says of somebody who was asked first: nothing was shown yet, nothing done."""
TO_SEND = timedelta(minutes=30)  # a form opened in time can still be sent
Question = Callable[[timedelta], bool]
_questions: list[Question] = []


def asker(question: Question) -> Question:
    """Register who knows whether this login was confirmed within a span of time."""
    _questions[:] = [question]
    return question


def lacking(permission: str, subject: Base | None) -> Response | tuple[str, int] | None:
    """Nothing when the login was confirmed lately; else the way there. Ask the rule first.

    Reading is led there and back. What was sent is not done, and a page says so (403).
    """
    is_reading = request.method in READING
    if all(ask(LASTS if is_reading else TO_SEND) for ask in _questions) and _questions:
        return None
    note(LACKING, permission=permission, subject=subject, by=current_user)
    if request.accept_mimetypes.best == "application/json":
        abort(403)
    if is_reading:
        here = request.full_path.rstrip("?")
        return redirect(url_for("accounts.confirm_second_step", next=here))
    return render_template("layouts/second_step.html", back=_page_of_the_form()), 403


def _page_of_the_form() -> str:
    """Where the form was: its own address where that is a page, else what the browser says."""
    from mentorhub.platform.access import local_path

    if "GET" in (request.url_rule.methods or ()) if request.url_rule else False:
        return request.full_path.rstrip("?")
    came_from = (request.referrer or "").removeprefix(request.host_url.rstrip("/"))
    return local_path(came_from, otherwise="/")
