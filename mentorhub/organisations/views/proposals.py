"""An office that waits for a second administrator."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.organisations import actions, queries, rules
from mentorhub.organisations.forms import POWERS, ROLES
from mentorhub.organisations.models import Proposal
from mentorhub.organisations.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.get("/offices/proposals/<uuid:proposal_id>")
@access(rules.SEE_PROPOSAL, proposal=Proposal)
def proposal(proposal: Proposal) -> Page:
    return _asked(proposal, Confirmation())


@bp.post("/offices/proposals/<uuid:proposal_id>/agreement")
@access(rules.AGREE, second_step=True, proposal=Proposal)
def agree_to_office(proposal: Proposal) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.agree, proposal, by=current_user):
        flash(_("The office is given."))
        return _to_offices()
    return _asked(proposal, form)


@bp.post("/offices/proposals/<uuid:proposal_id>/refusal")
@access(rules.SEE_PROPOSAL, proposal=Proposal)
def decline_office(proposal: Proposal) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.decline, proposal, by=current_user):
        flash(_("The proposal is declined; nothing was given."))
        return _to_offices()
    return _asked(proposal, form)


def _asked(proposal: Proposal, form: Confirmation) -> Page:
    return page(
        "organisations/proposal.html",
        form=form,
        proposal=proposal,
        office=ROLES[proposal.role],
        powers=POWERS[proposal.role],
        void=actions.why_void(proposal, queries.admin_offices()),
    )


def _to_offices() -> Response:
    return redirect(url_for("organisations.offices"), 303)
