"""The juror compares what was typed with the paper, and says so where it does not agree."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.judging.models import Scorecard
from mentorhub.judging.queries import card_to_read
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.transcripts import actions, queries, rules
from mentorhub.transcripts.forms import ObjectionForm
from mentorhub.transcripts.queries import Hands
from mentorhub.transcripts.views.blueprint import bp


@bp.app_template_global()
def typed_from_paper(card: Scorecard) -> Hands | None:
    """Who typed what stands on the reader's own sheet."""
    return queries.hands_of(card) if can(current_user, "score.own.read", card) else None


@bp.route("/judging/cards/<uuid:card_id>/objection", methods=["GET", "POST"])
@access(rules.OBJECT, card=card_to_read)
def object_to(card: Scorecard) -> Page | Response:
    form = ObjectionForm()
    facts = {"reason": form.reason.data, "by": current_user}
    if form.sent() and form.attempt(actions.object_to, card, **facts):
        flash(_("The sheet is open again. Put it right here, then submit it."))
        return redirect(url_for("judging.scoresheet", card_id=card.id), 303)
    return page("transcripts/object.html", form=form, card=card, contest=card.contest)
