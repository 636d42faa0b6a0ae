"""Handing out: what is wished for, what it would come to, and then exactly that."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.actions import OutOfReach, Proposal
from mentorhub.judging.forms import ExactlyThis, HandOutForm, TieForm, wishes_form
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.errors import Refused
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.route("/contests/<uuid:contest_id>/assignment", methods=["GET", "POST"])
@access(rules.ARRANGE, contest=Contest)
def hand_out(contest: Contest) -> Page:
    form = HandOutForm()
    if form.sent() and form.attempt(
        actions.hand_out,
        contest,
        readers=form.readers.data,
        digest=form.digest.data,
        by=current_user,
    ):
        flash(_("The entries are handed out; the jurors have been told."))
        return redirect(url_for("judging.progress", contest_id=contest.id))
    readers = form.readers.data or request.args.get("readers", type=int) or contest.readers_now
    form.readers.data, form.readers.raw_data = _bounded(readers), None
    shown = _shown(contest, readers=_bounded(readers))
    form.digest.data = shown["proposal"].digest if shown["proposal"] else ""
    doubts = [one for one in actions.doubts_in(contest) if one.is_open]
    return page(
        "judging/hand_out.html",
        form=form,
        contest=contest,
        wishes=queries.wishes_of(contest),
        doubts=doubts,
        **shown,
    )


def _bounded(readers: int) -> int:
    return min(max(readers, 1), 15)


def _shown(contest: Contest, *, readers: int, replaced: Juror | None = None) -> dict[str, Any]:
    """The proposal with its reasons, or why there is none and what would be enough."""
    hidden = queries.hidden_from(current_user, contest)
    shown: dict[str, Any] = {"hidden": hidden, "proposal": None, "reason": "", "obstacles": None}
    try:
        proposal = actions.propose(contest, readers=readers, without=hidden, replaced=replaced)
    except OutOfReach as refusal:
        return shown | {"reason": str(refusal.message), "obstacles": refusal} | _named(contest)
    except Refused as refusal:
        return shown | {"reason": str(refusal.message)}
    return shown | {"proposal": proposal} | _explained(proposal, hidden)


def _explained(proposal: Proposal, hidden: set[UUID]) -> dict[str, Any]:
    gathered = proposal.gathered
    asked = queries.solution_for(gathered.contest, gathered.digest)
    return {
        "asked": asked,
        "codes": {entry.id: entry.code for entry in proposal.entries},
        "silent": actions.silent_among(gathered.contest, proposal.jurors),
        "readings": actions.readings(proposal, without=hidden) if proposal.plan else [],
    }


def _named(contest: Contest) -> dict[str, Any]:
    return {
        "codes": {entry.id: entry.code for entry in queries.entries_in(contest)},
        "names": {
            one.id: one.person.display_name for one in queries.panel_of(contest) if one.person
        },
    }


@bp.post("/contests/<uuid:contest_id>/assignment/solution")
@access(rules.ARRANGE, contest=Contest)
def work_out(contest: Contest) -> Response:
    form = HandOutForm()
    readers = contest.readers_now
    if form.sent() and form.readers.data:
        readers = form.readers.data
        actions.ask_to_work_out(contest, readers=readers)
        flash(_("It is being worked out. Look again in half a minute."))
    return redirect(url_for("judging.hand_out", contest_id=contest.id, readers=readers))


@bp.route("/contests/<uuid:contest_id>/assignment/wishes", methods=["GET", "POST"])
@access(rules.ARRANGE, contest=Contest)
def wishes(contest: Contest) -> Page:
    jurors = [one for one in queries.panel_of(contest) if one.is_sitting]
    entries = queries.entries_in(contest)
    form = wishes_form(contest, queries.wishes_of(contest), jurors, entries)
    names = ("most", "one_per_unit", "linkage", "moves")
    if form.sent() and form.attempt(
        actions.wish,
        contest,
        version=form.version.data or 0,
        least=form.least.data or 0,
        most_of=form.limits,
        pinned=form.pairs,
        **{name: form.answers[name] for name in names},
        by=current_user,
    ):
        flash(_("The wishes are saved. Nothing was handed out by that."))
        return redirect(url_for("judging.hand_out", contest_id=contest.id))
    return page("judging/wishes.html", form=form, contest=contest, jurors=jurors)


@bp.route("/jurors/<uuid:juror_id>/replacement", methods=["GET", "POST"])
@access(rules.DISMISS, juror=Juror)
def replace_juror(juror: Juror) -> Page:
    """What a silent juror has not begun goes to others; nothing else moves."""
    contest, form = juror.contest, ExactlyThis()
    readers = queries.readers_given(contest)
    if form.sent() and form.attempt(
        actions.hand_out,
        contest,
        readers=readers,
        digest=form.digest.data,
        by=current_user,
        replaced=juror,
    ):
        flash(_("The sheets went to others, who have been told; so has the juror."))
        return redirect(url_for("judging.progress", contest_id=contest.id))
    shown = _shown(contest, readers=readers, replaced=juror)
    form.digest.data = shown["proposal"].digest if shown["proposal"] else ""
    untouched = [
        card
        for card in queries.cards_in(contest, without=shown["hidden"])
        if card.juror_id == juror.id and card.is_untouched
    ]
    return page(
        "judging/replace.html",
        form=form,
        contest=contest,
        juror=juror,
        untouched=untouched,
        readers=readers,
        **shown,
    )


@bp.get("/contests/<uuid:contest_id>/ties")
@access(rules.ARRANGE, contest=Contest)
def ties(contest: Contest) -> Page:
    doubts = actions.doubts_in(contest)
    return page("judging/ties.html", contest=contest, doubts=doubts)


@bp.route("/jurors/<uuid:juror_id>/ties/<uuid:entry_id>", methods=["GET", "POST"])
@access(rules.DISMISS, juror=Juror)
def tie(juror: Juror, entry_id: UUID) -> Page:
    doubt = actions.doubt_about(juror, entry_id)
    if doubt is None:
        return redirect(url_for("judging.ties", contest_id=juror.contest_id))
    form = TieForm()
    facts = {"reason": form.reason.data, "by": current_user}
    if form.sent() and (
        form.attempt(actions.clear, juror, entry_id, **facts)
        if form.found.data == "none"
        else form.attempt(actions.declare_conflict, juror, doubt.entry, **facts)
    ):
        flash(_("It is written down, with your name and the reason."))
        return redirect(url_for("judging.ties", contest_id=juror.contest_id))
    return page("judging/tie.html", form=form, contest=juror.contest, doubt=doubt)


@bp.post("/jurors/<uuid:juror_id>/ties/<uuid:entry_id>/doubt")
@access(rules.DISMISS, juror=Juror)
def look_again(juror: Juror, entry_id: UUID) -> Response:
    if Confirmation().sent():
        actions.look_again(juror, entry_id, by=current_user)
        flash(_("The suspicion stands again."))
    return redirect(url_for("judging.ties", contest_id=juror.contest_id))
