"""Anybody may check a paper: by its code, and by the name on it where the page does not show it."""

from flask import make_response, redirect, request, url_for
from werkzeug import Response

from mentorhub.certificates import actions, rules
from mentorhub.certificates.actions.checking import file_of, shown_name
from mentorhub.certificates.domain import Standing
from mentorhub.certificates.forms import CAUSES, CodeOnPaperForm, NameOnPaperForm
from mentorhub.certificates.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.errors import TooOften


@bp.route("/certificates", methods=["GET", "POST"])
@access(rules.CHECK)
def check() -> Page | Response:
    form = CodeOnPaperForm()
    if form.sent():
        return redirect(url_for("certificates.checked", code=form.tidied), 303)
    return page("certificates/check.html", form=form)


@bp.route("/certificates/<code>", methods=["GET", "POST"])
@access(rules.CHECK)
def checked(code: str) -> Response:
    """Valid, revoked or unknown; for search engines it is not there."""
    form, fits = NameOnPaperForm(), None
    try:
        found, standing = actions.looked_up(code, origin=_origin())
        if found is not None and form.sent() and form.name.data:
            fits = actions.name_fits(found, form.name.data, origin=_origin())
    except TooOften as refusal:
        form.refused.append(str(refusal.message))
        form.refusal = refusal
        found, standing = None, Standing.UNKNOWN
    html = page(
        "certificates/checked.html",
        form=form,
        found=found,
        standing=standing,
        name=shown_name(found) if found else "",
        fits=fits,
        causes=CAUSES,
    )
    return _for_nobody_to_keep(make_response(html))


@bp.get("/certificates/<code>/statement.json")
@access(rules.CHECK)
def statement(code: str) -> Response:
    """What was signed, to be checked without us (docs/certificates.md)."""
    found, standing = actions.looked_up(code, origin=_origin())
    if found is None or standing not in (Standing.VALID, Standing.REVOKED):
        return _for_nobody_to_keep(Response(status=404))
    return _for_nobody_to_keep(Response(file_of(found), mimetype="application/json"))


def _origin() -> str:
    return request.remote_addr or ""


def _for_nobody_to_keep(reply: Response) -> Response:
    reply.headers["X-Robots-Tag"] = "noindex, nofollow"
    reply.headers["Cache-Control"] = "no-store"
    return reply
