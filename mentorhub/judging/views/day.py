"""The day until which the jury is asked to be ready."""

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.contests.models import Contest
from mentorhub.judging import actions, rules
from mentorhub.judging.forms import DayForm
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _


@bp.route("/contests/<uuid:contest_id>/judging/day", methods=["GET", "POST"])
@access(rules.ARRANGE, contest=Contest)
def day(contest: Contest) -> Page:
    form = DayForm(at=contest.scoring_closes_at)
    if form.sent() and form.attempt(actions.set_day, contest, at=form["at"].data, by=current_user):
        named = contest.scoring_closes_at is not None
        flash(_("The day is named.") if named else _("No day is named any more."))
        return redirect(url_for("judging.progress", contest_id=contest.id))
    return page("judging/day.html", form=form, contest=contest)
