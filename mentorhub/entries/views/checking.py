"""Anybody may check a receipt: here, or with the public key."""

from flask import redirect, url_for
from werkzeug import Response

from mentorhub.entries import rules
from mentorhub.entries.actions import receipts as written
from mentorhub.entries.forms import CheckForm
from mentorhub.entries.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.signing import public_keys


@bp.route("/receipts", methods=["GET", "POST"])
@access(rules.CHECK_RECEIPT)
def check() -> Page | Response:
    """A code or the downloaded file: valid, unknown or altered."""
    form = CheckForm()
    if not form.sent():
        return page("entries/check.html", form=form, verdict=None)
    if not form.text:
        return redirect(url_for("entries.checked", code=form.code.data))
    return page("entries/check.html", form=form, **written.verdict_on_file(form.text))


@bp.get("/receipts/<code>")
@access(rules.CHECK_RECEIPT)
def checked(code: str) -> Page:
    return page("entries/check.html", form=CheckForm(), **written.verdict_on_code(code))


@bp.get("/receipts/public-key.pem")
@access(rules.CHECK_RECEIPT)
def public_key() -> Response:
    return Response("".join(public_keys()), mimetype="application/x-pem-file")
