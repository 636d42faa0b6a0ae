"""What a juror sees: the entries to judge, one scoresheet at a time."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Juror
from mentorhub.judging import actions, queries, rules
from mentorhub.judging.domain.scoring import provisional_total
from mentorhub.judging.forms import (
    OLD_CRITERIA,
    RELATIONS,
    CodeConflictForm,
    ConflictForm,
    asks_of_old,
    criteria_of,
    differences,
    given_in,
    reason_in,
    scoresheet_form,
    show_stored_version,
)
from mentorhub.judging.models import Scorecard, criterion
from mentorhub.judging.queries import Held, Sheet
from mentorhub.judging.views.blueprint import bp
from mentorhub.judging.views.offline import hand_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL, today
from mentorhub.platform.drafting import json_reply, unfit_reply
from mentorhub.platform.errors import Stale
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, daymonth


@bp.get("/judging")
@access(rules.QUEUE)
def queue() -> Page:
    seats = queries.seats_of(current_user)
    held = {
        contest: in_order(list(cards))
        for contest, cards in groupby(queries.hand_of(current_user), lambda card: card.contest_id)
    }
    return page(
        "judging/queue.html",
        seats=seats,
        held=held,
        next_of=next_of,
        whose=hand_of(current_user),
        earlier=queries.earlier_seats_of(current_user),
    )


def in_order(cards: Sequence[Held]) -> list[Held]:
    """The order drawn for the juror; what they may not judge comes last."""
    return sorted(cards, key=lambda card: card.is_out)


def next_of(cards: Sequence[Held]) -> Held | None:
    """Begun sheets before untouched ones, whole ones (only to be submitted) last."""
    left = [card for card in cards if card.is_open and not card.is_out]
    return min(left, key=lambda card: (card.is_whole, not card.marked), default=None)


@bp.get("/judging/cards/<uuid:card_id>")
@access(rules.READ_OWN, card=queries.card_to_read)
def scoresheet(card: Scorecard) -> Page:
    sheet = queries.rubric_with_marks(card)
    return sheet_page(card, sheet, scoresheet_form(card, sheet))


@bp.post("/judging/cards/<uuid:card_id>")
@access(rules.MARK, card=queries.card_to_mark)
def save(card: Scorecard) -> Page:
    sheet = queries.rubric_with_marks(card)
    form = scoresheet_form(card, sheet)
    if asks_of_old(request.form, form):
        form.refused.append(str(OLD_CRITERIA))
    elif form.sent() and form.attempt(actions.save_marks, card, **_answers(form, sheet)):
        return _onwards(card, form)
    return sheet_page(card, sheet, form)


@bp.post("/judging/cards/<uuid:card_id>/marks")
@access(rules.MARK, card=queries.card_to_mark)
def save_quietly(card: Scorecard) -> Page:
    """The same save for the script of the page: JSON out, and no page."""
    sheet = queries.rubric_with_marks(card)
    form = scoresheet_form(card, sheet)
    if asks_of_old(request.form, form):
        return json_reply(409, detail=str(OLD_CRITERIA), version=card.version, fields={})
    if not form.sent():
        return unfit_reply(form)
    try:
        saved = actions.save_marks(card, **_answers(form, sheet))
    except Stale as stale:
        found = differences(form, card, sheet)
        return json_reply(409, detail=str(stale.message), version=card.version, fields=found)
    return json_reply(200, version=saved.version, saved=clock(saved.at))


def _answers(form: Form, sheet: Sheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "version": form.version.data,
        "given": given_in(form),
        "feedback": form.feedback.data or "",
        "key": form.key.data or "",
        "by": current_user,
    }


def clock(at: datetime | None) -> str:
    """The hour of today, the day of another day."""
    if at is None:
        return ""
    local = at.astimezone(LOCAL)
    return f"{local:%H:%M}" if local.date() == today() else daymonth(local)


def _onwards(card: Scorecard, form: Form) -> Response:
    """A whole sheet is looked over and submitted; otherwise the next entry waits."""
    if all(given.points is not None for given in given_in(form).values()):
        return redirect(url_for("judging.submission", card_id=card.id))
    flash(_("Saved."))
    following = next_after(card, hand_with(card))
    if following is None:
        return redirect(url_for("judging.queue"))
    return redirect(url_for("judging.scoresheet", card_id=following.id))


def hand_with(card: Scorecard) -> list[Held]:
    return in_order(queries.hand_beside(card, current_user))


def next_after(card: Scorecard, hand: Sequence[Held]) -> Held | None:
    """The next unfinished entry, going round once from this one."""
    here = next((at for at, one in enumerate(hand) if one.id == card.id), -1)
    return next(
        (
            one
            for one in [*hand[here + 1 :], *hand[:here]]
            if one.is_open and not one.is_out and not one.is_whole
        ),
        None,
    )


def sheet_page(card: Scorecard, sheet: Sheet, form: Form) -> Page:
    hand = hand_with(card)
    differing = differences(form, card, sheet) if form.refused else {}
    if form.refused:
        show_stored_version(form, card)
    is_open = card.is_open and not card.is_on_paper
    writable = is_open and card.is_of_this_stage and card.contest.is_scoring
    kind = "void" if card.is_out else "scoresheet" if writable else "sheet"
    return page(
        f"judging/{kind}.html",
        form=form,
        card=card,
        hand=hand,
        whose=hand_of(current_user),
        number=next((at for at, one in enumerate(hand, 1) if one.id == card.id), 1),
        following=next_after(card, hand),
        saved_at=clock(card.saved_at),
        reopened=queries.reopening_of(card) if card.is_open else None,
        criteria=criteria_of(form, sheet, card.contest.note_below),
        total=provisional_total(
            {line: given.points for line, given in given_in(form).items() if given.points},
            [criterion(row.RubricLine) for row in sheet],
        ),
        differing=differing,
        paper=queries.sheet_receipt_of(card) if card.is_submitted else None,
        relations=[(choice.value, choice.label) for choice in RELATIONS],
    )


@bp.route("/judging/cards/<uuid:card_id>/conflict", methods=["GET", "POST"])
@access(rules.DECLARE_ON_CARD, card=queries.card_to_mark)
def declare_conflict(card: Scorecard) -> Page:
    form = ConflictForm()
    if form.sent() and form.attempt(
        actions.declare_conflict, card.juror, card.entry, reason=reason_in(form), by=current_user
    ):
        flash(_("Thank you. Somebody else will judge this entry."))
        return redirect(url_for("judging.queue"))
    return page("judging/conflict.html", form=form, card=card, contest=card.contest)


@bp.route("/jurors/<uuid:juror_id>/conflicts/new", methods=["GET", "POST"])
@access(rules.DECLARE, juror=Juror)
def declare_by_code(juror: Juror) -> Page:
    """For an entry the juror was not given: they know it only by its code."""
    form = CodeConflictForm()
    if form.sent() and form.attempt(
        actions.declare_by_code,
        juror,
        code=form.code.data,
        reason=reason_in(form),
        by=current_user,
    ):
        flash(_("Thank you. This entry will never come to this seat."))
        return redirect(url_for("judging.queue"))
    return page("judging/conflict.html", form=form, card=None, contest=juror.contest)
