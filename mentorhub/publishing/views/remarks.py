"""Remarks of the jury, looked through before teams read them: by entry, never by juror."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.judging.models import Scorecard
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.publishing import actions, queries, rules
from mentorhub.publishing.forms import HoldForm
from mentorhub.publishing.views.blueprint import bp


@bp.get("/contests/<uuid:contest_id>/results/remarks")
@access(rules.MODERATE, contest=Contest)
def remarks(contest: Contest) -> Page:
    found = queries.remarks_in(contest)
    return page("publishing/remarks.html", contest=contest, remarks=found)


@bp.route("/results/remarks/<uuid:card_id>/holding", methods=["GET", "POST"])
@access(rules.HOLD, card=Scorecard)
def hold(card: Scorecard) -> Page | Response:
    form = HoldForm()
    facts = {"reason": form.reason.data or "", "by": current_user}
    if form.sent() and form.attempt(actions.hold, card, **facts):
        flash(_("The team does not read this remark."))
        return redirect(url_for("publishing.remarks", contest_id=card.contest_id))
    return page("publishing/hold_remark.html", form=form, card=card, contest=card.contest)


@bp.post("/results/remarks/<uuid:card_id>/release")
@access(rules.HOLD, card=Scorecard)
def release(card: Scorecard) -> Page | Response:
    if Confirmation().sent():
        actions.release(card, by=current_user)
        flash(_("The team reads this remark with its result."))
    return redirect(url_for("publishing.remarks", contest_id=card.contest_id))
