"""What organisers do with ballots: choose them, watch who is how far, read what they said."""

from collections.abc import Collection
from uuid import UUID

from flask import Response, flash, redirect, url_for
from flask_login import current_user

from mentorhub.ballots import actions, queries, rules
from mentorhub.ballots.forms import ReopenForm
from mentorhub.ballots.models import RankedBallot, Ranking
from mentorhub.ballots.views.blueprint import bp
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.judging.rules import WATCH
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _


@bp.app_template_global()
def ballots_left(contest: Contest) -> int:
    """How many ballots are not locked, for whoever closes scoring; 0 where there are none."""
    ranking = queries.ranking_of(contest)
    return queries.left_open(ranking) if ranking else 0


@bp.app_template_global()
def order_by_ballots(contest: Contest, heard: Collection[UUID]) -> list[tuple[int, Entry]]:
    """For the room of the jury: (place among these entries, entry), once scoring is closed."""
    found = actions.count(contest)
    return actions.among(found, heard) if found else []


@bp.get("/contests/<uuid:contest_id>/ballots")
@access(rules.RUN, contest=Contest)
def office(contest: Contest) -> Page:
    return _office(contest, Confirmation())


@bp.post("/contests/<uuid:contest_id>/ballots")
@access(rules.RUN, contest=Contest)
def choose(contest: Contest) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.choose, contest, by=current_user):
        flash(_("Chosen. Every juror has a ballot for this stage, and has been told."))
        return redirect(url_for("ballots.office", contest_id=contest.id), 303)
    return _office(contest, form)


@bp.post("/rankings/<uuid:ranking_id>/dropping")
@access(rules.DROP, ranking=Ranking)
def drop(ranking: Ranking) -> Page | Response:
    form, contest = Confirmation(), ranking.contest
    if form.sent() and form.attempt(actions.drop, ranking, by=current_user):
        flash(_("There are no ballots in this stage any more."))
        return redirect(url_for("ballots.office", contest_id=contest.id), 303)
    return _office(contest, form)


@bp.get("/contests/<uuid:contest_id>/ballots/order")
@access(WATCH, second_step=True, contest=Contest)
def order(contest: Contest) -> Page:
    return page("ballots/order.html", contest=contest, found=actions.count(contest))


@bp.route("/ballots/<uuid:ballot_id>/reopening", methods=["GET", "POST"])
@access(rules.REOPEN, ballot=RankedBallot)
def reopen(ballot: RankedBallot) -> Page | Response:
    form, contest = ReopenForm(), ballot.ranking.contest
    if form.sent() and form.attempt(
        actions.reopen, ballot, reason=form.reason.data, by=current_user
    ):
        flash(_("The ballot is open again; its juror has been told."))
        return redirect(url_for("ballots.office", contest_id=contest.id), 303)
    return page("ballots/reopen.html", form=form, contest=contest, ballot=ballot)


def _office(contest: Contest, form: Form) -> Page:
    ranking = queries.ranking_of(contest)
    return page(
        "ballots/office.html",
        form=form,
        contest=contest,
        ranking=ranking,
        seats=queries.seats_of(ranking) if ranking else [],
        droppable=ranking is not None and not queries.has_begun(ranking),
    )
