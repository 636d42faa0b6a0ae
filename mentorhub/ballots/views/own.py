"""A juror's own ballot: two lists, a move at a time, then locked with a receipt."""

from flask import Response, abort, flash, redirect, url_for
from flask_login import current_user

from mentorhub.ballots import actions, queries, rules
from mentorhub.ballots.forms import MoveForm, VersionForm
from mentorhub.ballots.models import Ranking
from mentorhub.ballots.queries import Mine
from mentorhub.ballots.views.blueprint import bp
from mentorhub.contests.models import Contest
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _
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
    return _page(ranking, MoveForm(formdata=None))


@bp.post("/rankings/<uuid:ranking_id>/ballot")
@access(rules.OWN, ranking=Ranking)
def move(ranking: Ranking) -> Page | Response:
    form = MoveForm()
    if not form.sent():
        return _page(ranking, form)
    kind, entry = form.asked
    if form.attempt(actions.move, ranking, kind, entry, version=form.version.data, by=current_user):
        at = url_for("ballots.own", ranking_id=ranking.id, _anchor=f"entry-{entry.hex}")
        return redirect(at, 303)
    return _page(ranking, form)


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
    _show_version(form, found)
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


def _show_version(form: Form, mine: Mine) -> None:
    """The next move or lock starts from what the page shows now, whatever was sent."""
    form["version"].data = mine.ballot.reached if mine.ballot else 0
    form["version"].raw_data = None


def _page(ranking: Ranking, form: Form) -> Page:
    found = _mine(ranking)
    _show_version(form, found)
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
