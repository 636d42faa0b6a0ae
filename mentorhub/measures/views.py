"""The pages on which organisers ask for a measure about one entry, and answer."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.entries.models import Entry
from mentorhub.measures import actions, queries, rules
from mentorhub.measures.forms import ExtensionForm, PenaltyForm, ReasonForm
from mentorhub.measures.models import Kind, Measure
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation, Form
from mentorhub.platform.i18n import _
from mentorhub.platform.permissions import can

bp = Blueprint("measures", __name__)


@bp.app_template_global()
def measures_of(entry: Entry) -> Sequence[Measure]:
    """What was decided about it, for its team and for organisers free of conflict."""
    return queries.in_force(entry) if can(current_user, rules.READ_OF_ENTRY, entry) else []


@bp.app_template_global()
def waiting_measures(entry: Entry) -> Sequence[Measure]:
    """What waits for a second organiser: nobody else hears of it."""
    return queries.waiting(entry) if can(current_user, rules.EXTEND, entry) else []


@bp.route("/entries/<uuid:entry_id>/extension", methods=["GET", "POST"])
@access(rules.EXTEND, entry=Entry)
def extend(entry: Entry) -> Page | Response:
    return _ask(entry, Kind.EXTENSION, ExtensionForm(until=entry.deadline.closes_at))


@bp.route("/entries/<uuid:entry_id>/exclusion", methods=["GET", "POST"])
@access(rules.DISQUALIFY, entry=Entry)
def disqualify(entry: Entry) -> Page | Response:
    return _ask(entry, Kind.DISQUALIFICATION, ReasonForm())


@bp.route("/entries/<uuid:entry_id>/return", methods=["GET", "POST"])
@access(rules.DISQUALIFY, entry=Entry)
def reinstate(entry: Entry) -> Page | Response:
    return _ask(entry, Kind.REINSTATEMENT, ReasonForm())


@bp.route("/entries/<uuid:entry_id>/penalty", methods=["GET", "POST"])
@access(rules.PENALISE, entry=Entry)
def penalise(entry: Entry) -> Page | Response:
    return _ask(entry, Kind.PENALTY, PenaltyForm(points=entry.penalty))


def _ask(entry: Entry, kind: Kind, form: Form) -> Page | Response:
    if form.sent() and form.attempt(actions.propose, entry, kind, **form.answers, by=current_user):
        flash(_("The other organisers have been asked. Until one agrees nothing changes."))
        return redirect(url_for("measures.measure", measure_id=form.outcome.id))
    return page("measures/ask.html", form=form, entry=entry, contest=entry.contest, kind=kind)


@bp.get("/measures/<uuid:measure_id>")
@access(rules.SEE, measure=Measure)
def measure(measure: Measure) -> Page:
    return _asked(measure, Confirmation())


@bp.post("/measures/<uuid:measure_id>/agreement")
@access(rules.AGREE, measure=Measure)
def agree(measure: Measure) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.agree, measure, by=current_user):
        flash(_("It is in force. The team is told."))
        return redirect(url_for("entries.show", entry_id=measure.entry_id), 303)
    return _asked(measure, form)


@bp.post("/measures/<uuid:measure_id>/declining")
@access(rules.SEE, measure=Measure)
def decline(measure: Measure) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.decline, measure, by=current_user):
        flash(_("Nothing changes: the entry stays as it is."))
        return redirect(url_for("measures.measure", measure_id=measure.id), 303)
    return _asked(measure, form)


def _asked(measure: Measure, form: Confirmation) -> Page:
    return page(
        "measures/measure.html",
        form=form,
        measure=measure,
        entry=measure.entry,
        contest=measure.entry.contest,
        void=actions.why_void(measure),
    )
