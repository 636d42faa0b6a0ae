"""A juror's own ballot: two lists, a move at a time, then locked with a receipt."""

from typing import Any

from flask import Response, abort, flash, redirect, url_for
from flask_login import current_user

from mentorhub.ballots import actions, queries, rules
from mentorhub.ballots.forms import BallotForm, OrderForm, VersionForm, show_stored
from mentorhub.ballots.models import Ranking
from mentorhub.ballots.queries import Mine
from mentorhub.ballots.views.blueprint import bp
from mentorhub.contests.models import Contest
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.drafting import json_reply, unfit_reply
from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _, clock
from mentorhub.platform.permissions import can


@bp.app_template_global()
def ballot_in(contest: Contest) -> Mine | None:
    """The reader's own in this stage; None where there are no ballots, or the reader has none."""
    ranking = queries.ranking_of(contest)
    if ranking is None or not can(current_user, rules.OWN, ranking):
        return None
    return _mine(ranking)


@bp.get("/rankings/<uuid:ranking_id>/ballot")
@access(rules.OWN, ranking=Ranking)
def own(ranking: Ranking) -> Page:
    return _page(ranking, BallotForm(formdata=None))


@bp.post("/rankings/<uuid:ranking_id>/ballot")
@access(rules.OWN, ranking=Ranking)
def move(ranking: Ranking) -> Page | Response:
    """One move; or the order as it stands, on the way to locking it."""
    form = BallotForm()
    if not form.sent():
        return _page(ranking, form)
    if form.asked is None:
        if form.attempt(actions.arrange, ranking, form.codes, **_made(form)):
            return redirect(url_for("ballots.lock", ranking_id=ranking.id), 303)
        return _page(ranking, form)
    kind, entry = form.asked
    if form.attempt(actions.move, ranking, kind, entry, version=form.version.data, by=current_user):
        at = url_for("ballots.own", ranking_id=ranking.id, _anchor=f"entry-{entry.hex}")
        return redirect(at, 303)
    return _page(ranking, form)


@bp.post("/rankings/<uuid:ranking_id>/ballot/order")
@access(rules.OWN, ranking=Ranking)
def save_quietly(ranking: Ranking) -> Response:
    """The whole order, for the script of the page: JSON out, and no page."""
    form = OrderForm()
    if not form.sent():
        return unfit_reply(form)
    try:
        ballot = actions.arrange(ranking, form.codes, **_made(form))
    except Stale as stale:
        found = _mine(ranking)
        both = {"yours": " ".join(form.codes), "stored": " ".join(_codes(found))}
        order = {"label": str(form.order.label.text), **both}
        told = {"version": _reached(found), "fields": {"order": order}}
        return json_reply(409, detail=str(stale.message), **told)
    at = clock(ballot.saved_at) if ballot.saved_at else ""
    return json_reply(200, version=ballot.reached, saved=at)


@bp.route("/rankings/<uuid:ranking_id>/ballot/lock", methods=["GET", "POST"])
@access(rules.OWN, ranking=Ranking)
def lock(ranking: Ranking) -> Page | Response:
    form = VersionForm()
    if form.sent() and form.attempt(
        actions.lock_ballot, ranking, version=form.version.data, by=current_user
    ):
        flash(_("Your ballot is locked. The receipt proves what stands on it."))
        return redirect(url_for("ballots.own", ranking_id=ranking.id), 303)
    found = _mine(ranking)
    if not form.refused and (len(found.order) < 2 or not ranking.is_open or _is_locked(found)):
        return redirect(url_for("ballots.own", ranking_id=ranking.id), 303)
    show_stored(form, _reached(found), ())
    return page("ballots/lock.html", form=form, contest=ranking.contest, mine=found)


@bp.get("/rankings/<uuid:ranking_id>/ballot/receipt.json")
@access(rules.OWN, ranking=Ranking)
def receipt_file(ranking: Ranking) -> Response:
    """Checked on the page for receipts, or without us (docs/receipts.md)."""
    ballot = _mine(ranking).ballot
    receipt = queries.receipt_of(ballot) if ballot and ballot.is_locked else None
    if receipt is None:
        abort(404)
    file = Response(actions.receipts.file_of(receipt), mimetype="application/json")
    file.headers["Content-Disposition"] = f"attachment; filename=mentorhub-{receipt.code}.json"
    return file


def _mine(ranking: Ranking) -> Mine:
    juror = queries.seat_of(current_user, ranking)
    assert juror is not None  # the rule has asked
    return queries.mine(juror, ranking)


def _is_locked(mine: Mine) -> bool:
    return mine.ballot is not None and mine.ballot.is_locked


def _reached(mine: Mine) -> int:
    return mine.ballot.reached if mine.ballot else 0


def _codes(mine: Mine) -> list[str]:
    return [entry.code for entry in mine.order]


def _made(form: OrderForm) -> dict[str, Any]:
    return {"key": form.key.data or "", "version": form.version.data, "by": current_user}


def _page(ranking: Ranking, form: BallotForm) -> Page:
    found = _mine(ranking)
    show_stored(form, _reached(found), _codes(found))
    is_locked = _is_locked(found)
    return page(
        "ballots/own.html",
        form=form,
        contest=ranking.contest,
        ranking=ranking,
        mine=found,
        is_locked=is_locked,
        writable=ranking.is_open and not is_locked,
        receipt=queries.receipt_of(found.ballot) if found.ballot and is_locked else None,
    )
