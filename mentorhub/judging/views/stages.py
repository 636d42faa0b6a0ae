"""From one stage of judging to the next: the list of who goes on, and the two who agree to it."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.forms import AdvanceForm, ExactlyThis
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Agreement, Confirmation, Form
from mentorhub.platform.i18n import _


@bp.route("/contests/<uuid:contest_id>/judging/stages", methods=["GET", "POST"])
@access(rules.ADVANCE, second_step=True, contest=Contest)
def advance(contest: Contest) -> Page:
    if not contest.scoring_is_closed:  # a message of long ago leads here
        return redirect(url_for("judging.earlier", contest_id=contest.id))
    found = actions.crossing(contest)
    form = _proposing(contest)
    until = form["until"].data if isinstance(form, AdvanceForm) else None
    if form.sent() and form.attempt(
        actions.propose_to_go_on, contest, digest=form.digest.data, until=until, by=current_user
    ):
        flash(_("The other organisers have been asked."))
        return redirect(url_for("judging.advance", contest_id=contest.id))
    return _page(contest, found, form)


@bp.get("/contests/<uuid:contest_id>/judging/stages/earlier")
@access(rules.READ_STAGES, contest=Contest)
def earlier(contest: Contest) -> Page:
    """Who went on from each stage that is over; no points, for the next one is being marked."""
    found = queries.went_on_in(contest)
    stages = [(contest.judged_stages[number - 1], rows) for number, rows in found.items()]
    return page("judging/earlier.html", contest=contest, stages=stages)


@bp.post("/contests/<uuid:contest_id>/judging/stages/agreement")
@access(rules.ADVANCE, second_step=True, contest=Contest)
def agree_to_advance(contest: Contest) -> Page | Response:
    if not contest.scoring_is_closed:  # two agreed at once, or one clicked twice
        return redirect(url_for("judging.earlier", contest_id=contest.id))
    found, form = actions.crossing(contest), Agreement()
    if form.sent() and form.attempt(
        actions.agree_to_go_on, contest, seen=form.seen.data, by=current_user
    ):
        flash(_("The next stage is open. Every team has been told whether it goes on."))
        return redirect(url_for("judging.hand_out", contest_id=contest.id))
    return _page(contest, found, form)


@bp.post("/contests/<uuid:contest_id>/judging/stages/calling-off")
@access(rules.ADVANCE, contest=Contest)
def call_off_advance(contest: Contest) -> Response:
    if Confirmation().sent():
        actions.call_off(contest, by=current_user)
        flash(_("The list is called off; nothing has changed."))
    return redirect(url_for("judging.advance", contest_id=contest.id))


def _proposing(contest: Contest) -> ExactlyThis:
    return AdvanceForm() if actions.asks_more(contest) else ExactlyThis()


def _page(contest: Contest, found: actions.Crossing, form: Form) -> Page:
    """The list, and either the form that proposes it or the two buttons of whoever answers."""
    asked = queries.asked_to_go_on(contest)
    proposing = _proposing(contest) if isinstance(form, Agreement) else form
    proposing["digest"].data = found.digest
    return page(
        "judging/advance.html",
        form=form,
        proposing=proposing,
        contest=contest,
        found=found,
        asked=asked,
        still_holds=asked is not None and actions.still_holds(contest, asked, found),
        asks=actions.asks_more(contest),
        entries={entry.id: entry for entry in queries.entries_in(contest)},
    )
