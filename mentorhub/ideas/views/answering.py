"""The officer's desk, and what becomes of an idea."""

from collections.abc import Collection, Sequence
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.forms import AdoptionForm, ChosenIdeas, DecisionForm
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.ideas.views.blueprint import bp
from mentorhub.ideas.views.reading import idea_page
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.errors import Stale
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, _l, ngettext
from mentorhub.platform.permissions import can
from mentorhub.platform.serving import picture
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

QUEUES = ("more", "done")


@bp.get("/review")
@access(rules.QUEUE)
def review() -> Page:
    return _queue(request.args.get("state", ""), ChosenIdeas(formdata=None))


@bp.post("/review/approvals")
@access(rules.QUEUE)
def approve_chosen() -> Page:
    form = ChosenIdeas()
    if not form.sent() or not form.attempt(_approve, form):
        return _queue("", form)
    flash(
        ngettext(
            "%(num)s idea is approved and public. You can take this back within the hour.",
            "%(num)s ideas are approved and public. You can take this back within the hour.",
            form.outcome,
        )
    )
    return redirect(url_for("ideas.review", state="done"))


@bp.post("/review/taken-back")
@access(rules.QUEUE)
def take_back_chosen() -> Page:
    form = ChosenIdeas()
    if not form.sent() or not form.attempt(_take_back, form):
        return _queue("done", form)
    flash(_("Taken back: the ideas wait for your answer again."))
    return redirect(url_for("ideas.review"))


@bp.post("/ideas/<uuid:idea_id>/decision")
@access(rules.DECIDE, idea=queries.idea_for_page)
def decide(idea: Idea) -> Page:
    form = DecisionForm()
    if form.sent() and form.attempt(actions.decide, idea, **form.decision, by=current_user):
        flash(_("The team hears your answer now."))
        if idea.state is IdeaState.DUPLICATE:  # where it can be taken back
            return redirect(url_for("ideas.show", idea_id=idea.id))
        return redirect(url_for("ideas.review"))
    return idea_page(idea, decision=form)


@bp.post("/ideas/<uuid:idea_id>/use")
@access(rules.FOLLOW, idea=queries.idea_for_page)
def report_in_use(idea: Idea) -> Page:
    form = AdoptionForm()
    if form.sent() and form.attempt(_report, idea, form):
        flash(
            _("Thank you: it is noted where this idea is in use.")
            if idea.is_confidential
            else _("Thank you: everybody can now read where this idea is in use.")
        )
        return redirect(url_for("ideas.show", idea_id=idea.id))
    return idea_page(idea, adoption=form)


@bp.get("/ideas/<uuid:idea_id>/uses/<unit_id>/photo")
@access(rules.PHOTO, idea=Idea, unit=by_slug)
def use_photo(idea: Idea, unit: Unit) -> Response:
    """For whoever reads the text: what shows that it is in use there."""
    adoption = queries.adoption_in(idea, unit)
    return picture(adoption.photo if adoption else None)


@bp.post("/ideas/<uuid:idea_id>/uses/<unit_id>/photo/off")
@access(rules.FOLLOW, idea=Idea, unit=by_slug)
def take_use_photo_off(idea: Idea, unit: Unit) -> Response:
    adoption = queries.adoption_in(idea, unit)
    if Confirmation().sent() and adoption is not None:
        actions.take_evidence_off(adoption)
        flash(_("The photo is gone. That it is in use stays."))
    return redirect(url_for("ideas.show", idea_id=idea.id), 303)


@bp.post("/ideas/<uuid:idea_id>/<any(pause, resume):verb>")
@access(rules.FOLLOW, idea=Idea)
def follow_up(idea: Idea, verb: str) -> Response:
    if Confirmation().sent():
        actions.follow_up(idea, verb=verb, by=current_user)
    return redirect(url_for("ideas.show", idea_id=idea.id))


def _report(idea: Idea, form: AdoptionForm) -> None:
    actions.report_in_use(
        idea,
        place=form.unit.data,
        since=form.since.data,
        people=form.people.data,
        evidence=form.evidence.data or "",
        changes=form.changes,
        photo=form.photographed,
        by=current_user,
    )


def _queue(asked: str, form: ChosenIdeas) -> Page:
    state = asked if asked in QUEUES else ""
    ideas = _queued(state)
    return page(
        "ideas/review.html",
        form=form,
        state=state,
        ideas=ideas,
        twins=queries.twins_of(ideas) if state == "" else {},
        all_chosen=request.args.get("all") == "1",
    )


def _queued(state: str, among: Collection[UUID] | None = None) -> Sequence[Idea]:
    units = units_under(current_user, Role.UNIT_OFFICER)
    return queries.queue(units, state, by=current_user, among=among)


def _approve(form: ChosenIdeas) -> int:
    """Those chosen that still wait, but the officer's own: another one answers these."""
    waiting = _queued("", among=form.ideas.data)
    twins = queries.twins_of(waiting)  # each of these is looked at by itself
    ideas = [i for i in waiting if i.id not in twins and can(current_user, rules.DECIDE, i)]
    if len(ideas) < len(set(form.ideas.data)):
        raise Stale(
            _l("Some of these were answered meanwhile, or are not yours to answer. Choose again.")
        )
    return actions.approve_all(ideas, by=current_user)


def _take_back(form: ChosenIdeas) -> None:
    for idea in _queued("done", among=form.ideas.data):
        actions.take_back(idea, by=current_user)
