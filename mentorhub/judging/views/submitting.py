"""The end of a sheet: looked over, submitted, and proved by a receipt."""

from flask import Response, abort, flash, redirect, url_for
from flask_login import current_user

from mentorhub.judging import actions, queries, rules
from mentorhub.judging.forms import criteria_of, scoresheet_form
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.route("/judging/cards/<uuid:card_id>/submission", methods=["GET", "POST"])
@access(rules.MARK, card=queries.card_to_mark)
def submission(card: Scorecard) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.submit, card, by=current_user):
        flash(_("The sheet is submitted and locked."))
        return redirect(url_for("judging.queue"))
    sheet = queries.rubric_with_marks(card)
    criteria = criteria_of(scoresheet_form(card, sheet), sheet, card.contest.note_below)
    return page(
        "judging/submission.html",
        form=form,
        card=card,
        criteria=criteria,
        missing=[one for one in criteria if one["points"].given is None],
        silent=actions.without_words(card.contest, sheet),
    )


@bp.get("/judging/cards/<uuid:card_id>/receipt.json")
@access(rules.READ_OWN, card=queries.card_to_read)
def receipt_file(card: Scorecard) -> Response:
    """Checked on the page for receipts, or without us (docs/receipts.md)."""
    receipt = queries.sheet_receipt_of(card)
    if receipt is None:
        abort(404)
    sheet = queries.rubric_with_marks(card)
    file = Response(actions.receipts.file_of(receipt, card, sheet), mimetype="application/json")
    file.headers["Content-Disposition"] = f"attachment; filename=mentorhub-{receipt.code}.json"
    return file
