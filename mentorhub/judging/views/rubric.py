"""The second person agrees to other criteria after marks were given."""

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.contests.actions import why_void
from mentorhub.contests.models import Amendment
from mentorhub.judging import actions, rules
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.post("/amendments/<uuid:amendment_id>/criteria")
@access(rules.AGREE_TO_CRITERIA, amendment=Amendment)
def agree_to_criteria(amendment: Amendment) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.agree_to_criteria, amendment, by=current_user):
        flash(_("The new criteria are in force; teams and jurors are told."))
        return redirect(url_for("contests.changes", contest_id=amendment.contest_id), 303)
    return page(
        "contests/amendment.html",
        form=form,
        amendment=amendment,
        contest=amendment.contest,
        void=why_void(amendment),
    )
