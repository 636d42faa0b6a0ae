"""Earlier points of jurors who declared a conflict since: kept, or counted anew without them."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.judging import actions, queries, rules
from mentorhub.judging.forms import EarlierForm
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Agreement, Confirmation, Form
from mentorhub.platform.i18n import _


@bp.route("/judging/cards/<uuid:card_id>/earlier", methods=["GET", "POST"])
@access(rules.RULE_EARLIER, card=queries.card_to_oversee)
def rule_on_earlier(card: Scorecard) -> Page | Response:
    form = EarlierForm()
    if not form.sent():
        return _page(card, form)
    keeps = form.decision.data == "keep"
    decide = actions.keep_earlier if keeps else actions.ask_to_leave_out
    if not form.attempt(decide, card, reason=form.reason.data, by=current_user):
        return _page(card, form)
    flash(_("Its points count on.") if keeps else _("Another organiser has been asked."))
    return redirect(_back(card), 303)


@bp.post("/judging/cards/<uuid:card_id>/earlier/agreement")
@access(rules.RULE_EARLIER, card=queries.card_to_oversee)
def agree_on_earlier(card: Scorecard) -> Page | Response:
    form = Agreement()
    if form.sent() and form.attempt(
        actions.agree_to_leave_out, card, seen=form.seen.data, by=current_user
    ):
        flash(_("The sheet is left out; what its entry brought along was counted again."))
        return redirect(_back(card), 303)
    return _page(card, form)


@bp.post("/judging/cards/<uuid:card_id>/earlier/calling-off")
@access(rules.RULE_EARLIER, card=queries.card_to_oversee)
def call_off_earlier(card: Scorecard) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.call_off_leaving_out, card, by=current_user):
        flash(_("Called off: nothing is decided."))
        return redirect(_back(card), 303)
    return _page(card, form)


def _back(card: Scorecard) -> str:
    return url_for("judging.watch", contest_id=card.contest_id, _anchor="since")


def _page(card: Scorecard, form: Form) -> Page:
    """What was refused stands above an empty form."""
    found = queries.declared_since(card.contest)
    fresh = form if isinstance(form, EarlierForm) else EarlierForm(formdata=None)
    return page(
        "judging/earlier_ruling.html",
        form=form,
        fresh=fresh,
        card=card,
        since=next((one for one in found if one.card.id == card.id), None),
        to=_back(card),
    )
