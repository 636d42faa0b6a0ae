"""The code for the author: printed, ended, and used."""

from flask import current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.qr import drawn
from mentorhub.slips import actions, rules
from mentorhub.slips.forms import ClaimForm
from mentorhub.slips.models import Slip
from mentorhub.slips.views.blueprint import bp


@bp.route("/slips/<uuid:slip_id>/code", methods=["GET", "POST"])
@access(rules.MAKE_CODE, slip=Slip)
def code(slip: Slip) -> Page:
    """A strip of paper with which the author takes the idea over, shown once."""
    form = Confirmation()
    if form.sent() and form.attempt(actions.make_code, slip, by=current_user):
        return codes_page([(slip, form.outcome)])
    return page("slips/code.html", form=form, slip=slip)


@bp.post("/slips/<uuid:slip_id>/code/end")
@access(rules.MAKE_CODE, slip=Slip)
def end_code(slip: Slip) -> Response:
    if Confirmation().sent():
        actions.end_code(slip, by=current_user)
        flash(_("The code opens nothing any more."))
    return redirect(url_for("slips.show", slip_id=slip.id), 303)


@bp.route("/my-slip", methods=["GET", "POST"])
@access(rules.CLAIM)
def claim() -> Page:
    form = ClaimForm()
    facts = {"by": current_user, "origin": request.remote_addr or ""}
    if form.sent() and form.attempt(actions.claim, form.code.data, **facts):
        flash(_("This idea is yours now. You can go on writing it."))
        return redirect(url_for("ideas.show", idea_id=form.outcome.idea_id), 303)
    return page("slips/claim.html", form=form)


def codes_page(codes: list[tuple[Slip, str]]) -> Page:
    address = current_app.config["BASE_URL"] + url_for("slips.claim")
    return page("slips/codes.html", codes=codes, address=address, qr=drawn(address, scale=None))
