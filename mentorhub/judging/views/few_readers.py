"""Entries that fewer jurors have read than the rules promise: why their results come out so."""

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.contests.models import Contest
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.forms import FewReadersForm
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _


@bp.route("/contests/<uuid:contest_id>/judging/few-readers", methods=["GET", "POST"])
@access(rules.ARRANGE, contest=Contest)
def few_readers(contest: Contest) -> Page:
    """While scoring is open there is nothing to write: more jurors can still read them."""
    if not contest.scoring_is_closed:
        return redirect(url_for("judging.progress", contest_id=contest.id))
    lacking, form = queries.lacking_in(contest), FewReadersForm()
    form.offer(lacking)
    if form.sent() and form.attempt(
        actions.leave_with_few,
        contest,
        form.entries.data,
        reason=form.reason.data,
        by=current_user,
    ):
        flash(_("Written down. The minutes print it."))
        return redirect(url_for("judging.few_readers", contest_id=contest.id))
    written = [one for one in queries.few_readers_in(contest) if one.stage == contest.judged_stage]
    return page(
        "judging/few_readers.html", form=form, contest=contest, lacking=lacking, written=written
    )
