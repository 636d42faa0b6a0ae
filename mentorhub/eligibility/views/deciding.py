"""What organisers decide, one by one or many at once; what officers note and recommend."""

from uuid import UUID

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.contests.models import Contest
from mentorhub.eligibility import actions, rules
from mentorhub.eligibility.forms import (
    ChosenForm,
    DecisionForm,
    RecommendationForm,
    SightForm,
    UndoForm,
)
from mentorhub.eligibility.views.blueprint import bp
from mentorhub.eligibility.views.reading import board_page, entry_page
from mentorhub.entries.models import Entry
from mentorhub.platform.access import Page, access
from mentorhub.platform.forms import Confirmation, key_in
from mentorhub.platform.i18n import _, ngettext


@bp.post("/entries/<uuid:entry_id>/check/decision")
@access(rules.DECIDE, entry=Entry)
def decide(entry: Entry) -> Page | Response:
    form = DecisionForm()
    if not form.sent() or not form.attempt(actions.decide, entry, **form.decision, by=current_user):
        return entry_page(entry, form)
    flash(_("Decided. The team is told."))
    return redirect(url_for("eligibility.show", entry_id=entry.id), 303)


@bp.post("/entries/<uuid:entry_id>/check/undo")
@access(rules.DECIDE, entry=Entry)
def undo(entry: Entry) -> Page | Response:
    form = UndoForm()
    if not form.sent() or not form.attempt(
        actions.undo, entry, decision_id=key_in(form.decision.data), by=current_user
    ):
        shown = DecisionForm(formdata=None)
        shown.refused = form.refused or [_("Look at the entry again, then decide.")]
        return entry_page(entry, shown)
    flash(_("Taken back. The team is told."))
    return redirect(url_for("eligibility.show", entry_id=entry.id), 303)


@bp.post("/entries/<uuid:entry_id>/check/recommendation")
@access(rules.RECOMMEND, entry=Entry)
def recommend(entry: Entry) -> Page | Response:
    form = RecommendationForm()
    if not form.sent() or not form.attempt(
        actions.recommend, entry, **form.recommendation, by=current_user
    ):
        return entry_page(entry, DecisionForm(formdata=None), form)
    flash(_("The organisers read your recommendation; the team does not."))
    return redirect(url_for("eligibility.show", entry_id=entry.id), 303)


@bp.get("/entries/<uuid:entry_id>/check/decision")
@bp.get("/entries/<uuid:entry_id>/check/recommendation")
@bp.get("/entries/<uuid:entry_id>/check/undo")
@access(rules.READ, entry=Entry)
def back_to_entry(entry: Entry) -> Response:
    """Whoever opens the address at which a mistake was shown: reading decides nothing."""
    return redirect(url_for("eligibility.show", entry_id=entry.id))


@bp.get("/contests/<uuid:contest_id>/check/admissions")
@access(rules.LIST, contest=Contest)
def back_to_board(contest: Contest) -> Response:
    return redirect(url_for("eligibility.overview", contest_id=contest.id))


@bp.post("/entries/<uuid:entry_id>/check/documents")
@access(rules.NOTE, entry=Entry)
def note_seen(entry: Entry) -> Page | Response:
    form = SightForm()
    document = key_in(form.document.data)
    if form.sent() and document is not None:
        seen, person = form.seen.data == "1", key_in(form.person.data)
        facts = {"document_id": document, "person_id": person, "seen": seen}
        actions.note_seen(entry, **facts, by=current_user)
    return redirect(url_for("eligibility.show", entry_id=entry.id, _anchor="documents"), 303)


@bp.post("/contests/<uuid:contest_id>/check/admissions")
@access(rules.DECIDE_MANY, contest=Contest)
def admit_many(contest: Contest) -> Page | Response:
    form = ChosenForm()
    if not form.sent() or not form.attempt(
        actions.admit_many, contest, entries=set(form.entries.data), by=current_user
    ):
        return board_page(contest, form)
    batch, number = form.outcome
    told = ngettext("%(num)s entry is admitted.", "%(num)s entries are admitted.", number)
    flash(told)
    back = {"view": "decided", "batch": batch} if number else {}
    return redirect(url_for("eligibility.overview", contest_id=contest.id, **back), 303)


@bp.post("/contests/<uuid:contest_id>/check/admissions/<uuid:batch_id>/undo")
@access(rules.DECIDE_MANY, contest=Contest)
def undo_many(contest: Contest, batch_id: UUID) -> Page | Response:
    if Confirmation().sent():
        number = actions.undo_many(contest, batch_id=batch_id, by=current_user)
        flash(ngettext("%(num)s decision taken back.", "%(num)s decisions taken back.", number))
    return redirect(url_for("eligibility.overview", contest_id=contest.id, view="clear"), 303)
