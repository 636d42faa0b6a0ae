"""The public page of a vote: read by anybody, voted on by whoever proved who they are."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now
from mentorhub.platform.errors import Refused
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can
from mentorhub.sheets.domain.writing import Row, as_excel
from mentorhub.voting import actions, queries, rules
from mentorhub.voting.domain import drawn
from mentorhub.voting.forms import BallotForm
from mentorhub.voting.models import PublicVote, StoodAside
from mentorhub.voting.views.blueprint import bp

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.app_template_global()
def public_vote_of(contest: Contest) -> PublicVote | None:
    """For a link on other pages."""
    return queries.vote_of(contest)


@bp.app_template_global()
def voting_is_open(vote: PublicVote) -> bool:
    return actions.is_open(vote)


@bp.app_template_global()
def vote_of_entry(entry: Entry) -> PublicVote | None:
    """For its team, while it can still stand aside or come back."""
    vote = queries.vote_of(entry.contest) if can(current_user, rules.READ_OF_ENTRY, entry) else None
    is_over = vote is None or vote.is_called_off or actions.has_closed(vote)
    return None if is_over else vote


@bp.app_template_global()
def stood_aside(entry: Entry) -> StoodAside | None:
    return queries.aside_of(entry)


@bp.get("/contests/<uuid:contest_id>/vote")
@access(rules.READ, contest=Contest)
def show(contest: Contest) -> Page:
    vote = queries.vote_of(contest)
    assert vote is not None  # the rule asked
    return _shown(vote, None)  # a form would give strangers a session, and no kept page


@bp.post("/votes/<uuid:vote_id>/ballot")
@access(rules.CAST, vote=PublicVote)
def cast(vote: PublicVote) -> Page | Response:
    """The choice is in the form and never in the address: addresses are written into logs."""
    form = BallotForm()
    form.offer(queries.standing(vote))
    facts = {"address": request.remote_addr or "", "browser": request.user_agent.string}
    if form.sent() and form.attempt(
        actions.cast, vote, entry_id=form.entry.data, by=current_user, **facts
    ):
        flash(_("Your vote is in. You may change it or take it back until voting closes."))
        return _back(vote)
    return _shown(vote, form)


@bp.post("/votes/<uuid:vote_id>/ballot/taking-back")
@access(rules.CAST, vote=PublicVote)
def take_back(vote: PublicVote) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.take_back, vote, by=current_user):
        flash(_("Your vote is taken back. You may vote again until voting closes."))
        return _back(vote)
    return _shown(vote, form)


@bp.get("/votes/<uuid:vote_id>/table.xlsx")
@access(rules.READ_TABLE, vote=PublicVote)
def table_file(vote: PublicVote) -> Response:
    """Both numbers of each entry, as published; for organisers as they are today."""
    headings = [_("Rank"), _("Code"), _("Team"), _("Entry"), _("Counted"), _("Held")]
    if vote.is_published:
        lines = [(one.entry, one.place, one.counted, one.held) for one in queries.counts_of(vote)]
    else:
        tally = actions.tally_of(vote)
        lines = [(tally.entries[x.entry], x.place, x.counted, x.held) for x in tally.lines]
    rows: list[Row] = [
        [place, e.code, e.team.name, e.title, good, held] for e, place, good, held in lines
    ]
    title = vote.contest.title.in_language(vote.contest.language)
    content = as_excel(title, headings, rows, widths=(8, 10, 30, 40, 12, 12))
    reply = Response(content, content_type=EXCEL)
    reply.headers["Content-Disposition"] = f'attachment; filename="vote-{vote.contest_id}.xlsx"'
    return reply


@bp.post("/entries/<uuid:entry_id>/vote/aside")
@access(rules.STAND_ASIDE, entry=Entry)
def stand_aside(entry: Entry) -> Response:
    return _moved(entry, actions.stand_aside, _("Nobody can vote on your entry any more."))


@bp.post("/entries/<uuid:entry_id>/vote/return")
@access(rules.STAND_ASIDE, entry=Entry)
def come_back(entry: Entry) -> Response:
    return _moved(entry, actions.come_back, _("Your entry stands in the public vote again."))


def _moved(entry: Entry, action: Any, said: str) -> Response:
    form = Confirmation()
    if form.sent() and form.attempt(action, entry, by=current_user):
        flash(said)
    for sentence in form.refused:
        flash(sentence, "warning")
    return redirect(url_for("entries.show", entry_id=entry.id), 303)


def _back(vote: PublicVote) -> Response:
    return redirect(url_for("voting.show", contest_id=vote.contest_id), 303)


def _shown(vote: PublicVote, form: Form | None) -> Page:
    entries = _in_drawn_order(vote) if actions.is_open(vote) else []
    ballot = queries.ballot_of(vote, current_user) if current_user.is_authenticated else None
    hindrance = _hindrance(vote) if entries else None
    may_vote = bool(entries) and current_user.is_authenticated and hindrance is None
    return page(
        "voting/show.html",
        form=form,
        vote=vote,
        contest=vote.contest,
        entries=entries,
        choice=_choice(form, entries, ballot) if may_vote else None,
        ballot=ballot,
        hindrance=hindrance,
        chosen=ballot.entry if ballot else None,
        is_over=actions.has_closed(vote),
        counts=queries.counts_of(vote) if vote.is_published else [],
    )


def _choice(form: Form | None, entries: Sequence[Entry], ballot: Any) -> BallotForm:
    """The form that was sent, or a new one with what the person chose before."""
    if isinstance(form, BallotForm):
        choice = form
    else:
        choice = BallotForm(formdata=None, entry=ballot.entry_id if ballot else None)
    choice.offer(entries)
    return choice


def _in_drawn_order(vote: PublicVote) -> list[Entry]:
    """By lot for each person; for strangers, who share kept pages, anew every hour."""
    who = str(current_user.id) if current_user.is_authenticated else f"{now():%Y-%m-%dT%H}"
    entries = {entry.id: entry for entry in queries.standing(vote)}
    return [entries[key] for key in drawn(entries, f"{vote.id} {who}")]


def _hindrance(vote: PublicVote) -> Any:
    """Why the reader cannot vote on any of them."""
    if not current_user.is_authenticated:
        return None
    try:
        actions.refuse_who_may_not(vote, None, current_user)
    except Refused as refusal:
        return refusal.message
    return None
