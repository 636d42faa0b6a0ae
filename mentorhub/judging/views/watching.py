"""Before and after the marks: rules played through, and how sure the places are they lead to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.domain.calibration import REASONS
from mentorhub.judging.domain.whatif import Outcome
from mentorhub.judging.forms import ConfirmationForm
from mentorhub.judging.models import Scorecard
from mentorhub.judging.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _

MOST_ROWS = 60
"""Of the heat map and of what depends: the best entries, and as many rows as one reads."""


@bp.get("/contests/<uuid:contest_id>/judging/watch")
@access(rules.WATCH, second_step=True, contest=Contest)
def watch(contest: Contest) -> Page:
    found = actions.watch(contest)
    jurors = queries.jurors_of(contest)
    why = found.calibration.why
    return page(
        "judging/watch.html",
        contest=contest,
        found=found,
        entries={entry.id: entry for entry in queries.entries_in(contest)},
        jurors=jurors,
        name_of={key: _name(juror) for key, juror in jurors.items()},
        sheets=queries.sheets_sent(contest),
        since=queries.declared_since(contest),
        why=_(REASONS[why]) if why else None,
        depends=[_in_words(one, contest, jurors) for one in found.what_if.depends],
        **_heat(contest, found),
    )


def _name(juror: Juror) -> str:
    return juror.person.display_name if juror.person else juror.label


def _in_words(one: Outcome[UUID], contest: Contest, jurors: Mapping[UUID, Juror]) -> dict[str, Any]:
    """`juror` or `line` is what the change is about; the page writes the sentence."""
    lines = {line.id: line.name for line in contest.rubric}
    juror = jurors.get(one.of) if isinstance(one.of, UUID) else None
    return {
        "change": one.change.value,
        "juror": _name(juror) if juror else None,
        "line": lines.get(one.of) if isinstance(one.of, UUID) else None,
        "winners": sorted(one.winners, key=str),
    }


def _heat(contest: Contest, found: actions.Watch) -> dict[str, Any]:
    """The best entries, who marked any of them, and between which points the colours go."""
    shown = [one for one in found.places if one.readers][:MOST_ROWS]
    cards = [found.scores[one.entry].cards for one in shown]
    totals = [total for held in cards for total in held.values()]
    low, high = (min(totals), max(totals)) if totals else (0, 10)
    return {
        "shown": shown,
        "columns": sorted({juror for held in cards for juror in held}, key=str),
        "low": low,
        "high": high if high > low else low + 1,
        "conflicts": queries.conflicts_in(contest),
        "far": {(one.juror, one.entry) for one in found.far},
    }


@bp.get("/contests/<uuid:contest_id>/judging/rehearsal")
@access(rules.REHEARSE, contest=Contest)
def rehearse(contest: Contest) -> Page:
    """Before anybody enters: made-up jurors by the rules of the contest."""
    found, refused = None, ""
    entries, jurors = (request.args.get(name, type=int) for name in ("entries", "jurors"))
    try:
        found = actions.rehearsal(contest, entries=entries, jurors=jurors)
    except Refused as refusal:
        refused = str(refusal.message)
    return page("judging/rehearsal.html", contest=contest, found=found, refused=refused)


@bp.route("/judging/cards/<uuid:card_id>/confirmation", methods=["GET", "POST"])
@access(rules.CONFIRM, card=queries.card_to_oversee)
def confirm(card: Scorecard) -> Page | Response:
    form = ConfirmationForm()
    to = url_for("judging.watch", contest_id=card.contest_id, _anchor="far")
    if form.sent() and form.attempt(
        actions.confirm, card, reason=form.reason.data, by=current_user
    ):
        flash(_("Written down: the juror stands by this sheet."))
        return redirect(to, 303)
    return page("judging/confirm.html", form=form, card=card, to=to, name=_name(card.juror))
