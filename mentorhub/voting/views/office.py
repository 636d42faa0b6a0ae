"""Setting a vote up, counting it and publishing it: for those who run the contest."""

from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.fields import typed_as
from mentorhub.platform.forms import Agreement, Confirmation, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.voting import actions, queries, rules
from mentorhub.voting.domain import Ground
from mentorhub.voting.forms import COUNT, CallOffForm, RulingForm, SetUpForm
from mentorhub.voting.models import PublicVote
from mentorhub.voting.views.blueprint import bp

AWARD = {
    "vi": "Giải do công chúng bình chọn",
    "en": "People’s choice",
    "fr": "Prix du public",
}


@bp.get("/contests/<uuid:contest_id>/vote/office")
@access(rules.RUN, contest=Contest)
def office(contest: Contest) -> Page:
    return _office(contest, queries.vote_of(contest), Confirmation())


@bp.route("/contests/<uuid:contest_id>/vote/setting-up", methods=["GET", "POST"])
@access(rules.SET_UP, contest=Contest)
def set_up(contest: Contest) -> Page | Response:
    vote = queries.vote_of(contest)
    form = SetUpForm(data=_typed_before(vote))
    form.offer(contest)
    if form.sent() and form.attempt(
        actions.set_up,
        contest,
        opens_at=form.opens_at.data,
        closes_at=form.closes_at.data,
        stage=form.stage.data,
        award=form.award,
        by=current_user,
    ):
        flash(_("The vote is set up. The teams have been told."))
        return _back(contest)
    return page("voting/set_up.html", form=form, contest=contest, vote=vote)


@bp.route("/votes/<uuid:vote_id>/calling-off", methods=["GET", "POST"])
@access(rules.CALL_OFF, vote=PublicVote)
def call_off(vote: PublicVote) -> Page | Response:
    form = CallOffForm()
    if form.sent() and form.attempt(
        actions.call_off, vote, reason=form.reason.data, by=current_user
    ):
        flash(_("The vote is called off. The teams have been told."))
        return _back(vote.contest)
    return page("voting/call_off.html", form=form, vote=vote, contest=vote.contest)


@bp.route("/votes/<uuid:vote_id>/held/<uuid:entry_id>/<ground>", methods=["GET", "POST"])
@access(rules.DECIDE, vote=PublicVote)
def decide_held(vote: PublicVote, entry_id: UUID, ground: str) -> Page | Response:
    """Suspect ballots of one entry on one ground: how many, never whose."""
    tally, kind = actions.tally_of(vote), _ground(ground)
    if (entry_id, kind) not in tally.groups:
        abort(404)
    before = tally.rulings.get((entry_id, kind))
    form = RulingForm()
    if form.sent() and form.attempt(
        actions.decide_held,
        vote,
        entry_id=entry_id,
        ground=kind,
        lets_count=form.verdict.data == COUNT,
        reason=form.reason.data,
        by=current_user,
    ):
        flash(_("Noted, with your reason."))
        return _back(vote.contest)
    return page(
        "voting/decide_held.html",
        form=form,
        vote=vote,
        contest=vote.contest,
        entry=tally.entries[entry_id],
        ground=kind,
        number=tally.groups[entry_id, kind],
        before=before,
    )


@bp.post("/votes/<uuid:vote_id>/publication")
@access(rules.DECIDE, second_step=True, vote=PublicVote)
def ask(vote: PublicVote) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.ask, vote, by=current_user):
        flash(_("The other organisers have been asked."))
        return _back(vote.contest)
    return _office(vote.contest, vote, form)


@bp.post("/votes/<uuid:vote_id>/publication/agreement")
@access(rules.AGREE, second_step=True, vote=PublicVote)
def agree(vote: PublicVote) -> Page | Response:
    form = Agreement()
    if form.sent() and form.attempt(actions.agree, vote, seen=form.seen.data, by=current_user):
        flash(_("The numbers are public."))
        return redirect(url_for("voting.show", contest_id=vote.contest_id), 303)
    return _office(vote.contest, vote, form)


@bp.post("/votes/<uuid:vote_id>/publication/declining")
@access(rules.DECIDE, vote=PublicVote)
def decline(vote: PublicVote) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.decline, vote, by=current_user):
        flash(_("Nothing was published."))
        return _back(vote.contest)
    return _office(vote.contest, vote, form)


def _ground(name: str) -> Ground:
    try:
        return Ground(name)
    except ValueError:
        abort(404)


def _typed_before(vote: PublicVote | None) -> dict[str, Any]:
    if vote is None:
        return typed_as(award=AWARD)
    facts = {"opens_at": vote.opens_at, "closes_at": vote.closes_at, "stage": vote.stage}
    return {**facts, **typed_as(award=vote.award)}


def _back(contest: Contest) -> Response:
    return redirect(url_for("voting.office", contest_id=contest.id), 303)


def _office(contest: Contest, vote: PublicVote | None, form: Form) -> Page:
    counts = vote is not None and can(current_user, rules.COUNT, vote)
    is_before = vote is not None and not (actions.is_open(vote) or actions.has_closed(vote))
    return page(
        "voting/office.html",
        form=form,
        contest=contest,
        vote=vote,
        tally=actions.tally_of(vote) if vote is not None and counts else None,
        is_before=is_before,
        is_open=vote is not None and actions.is_open(vote),
        standing=len(queries.standing(vote)) if vote is not None else 0,
    )
