"""What stays with a juror after the results: their sheets, and a word where one is not theirs."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.forms import DisputeForm
from mentorhub.judging.models import Scorecard
from mentorhub.judging.queries import Dispute
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _


@bp.get("/jurors/<uuid:juror_id>/sheets")
@access(rules.LIST_OWN, juror=Juror)
def handed_in(juror: Juror) -> Page:
    """Every sheet the juror handed in, by its number in the log; for as long as sheets are kept."""
    sheets = queries.handed_in_by(juror)
    return page("judging/handed_in.html", juror=juror, contest=juror.contest, sheets=sheets)


@bp.route("/judging/cards/<uuid:card_id>/dispute", methods=["GET", "POST"])
@access(rules.DISPUTE, card=queries.card_to_oversee)
def dispute(card: Scorecard) -> Page | Response:
    form = DisputeForm()
    if form.sent() and form.attempt(
        actions.dispute, card, text=form.answers["text"], by=current_user
    ):
        flash(_("The organisers have been told. You read the answer on the sheet."))
        return redirect(url_for("judging.scoresheet", card_id=card.id))
    return page("judging/dispute.html", form=form, card=card, contest=card.contest)


@bp.route("/judging/cards/<uuid:card_id>/dispute/answer", methods=["GET", "POST"])
@access(rules.OVERSEE, card=queries.card_to_oversee)
def answer_dispute(card: Scorecard) -> Page | Response:
    """For organisers: the entry and the receipt, what was said, what a machine can check."""
    form = DisputeForm()
    if form.sent() and form.attempt(
        actions.answer_dispute, card, text=form.answers["text"], by=current_user
    ):
        flash(_("The juror has been told."))
        return redirect(url_for("judging.answer_dispute", card_id=card.id))
    receipt = queries.sheet_receipt_of(card)
    return page(
        "judging/answer_dispute.html",
        form=form,
        card=card,
        contest=card.contest,
        disputes=queries.disputes_of(card),
        receipt=receipt,
        checked=actions.receipts.verdict(receipt.code, "") if receipt else None,
        is_whole=actions.first_break(card.contest) is None,
    )


@bp.app_template_global()
def disputes_of(card: Scorecard) -> list[Dispute]:
    return queries.disputes_of(card)


@bp.app_template_global()
def disputes_in(contest: Contest) -> list[tuple[Scorecard, Dispute]]:
    hidden = queries.hidden_from(current_user, contest)
    return queries.disputes_in(contest, without=hidden)
