"""The officer's desk, and what becomes of an idea."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.forms import AdoptionForm, DecisionForm
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.ideas.views import bp
from mentorhub.ideas.views.reading import idea_page
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.get("/review")
@access(rules.QUEUE)
def review() -> Page:
    state = IdeaState.MORE_NEEDED if request.args.get("state") == "more" else IdeaState.SENT
    waiting = queries.awaiting(units_under(current_user, Role.UNIT_OFFICER), state)
    return page(
        "ideas/review.html", state=state, ideas=db.session.scalars(waiting.limit(100)).all()
    )


@bp.post("/ideas/<uuid:idea_id>/decision")
@access(rules.DECIDE, idea=queries.idea_for_page)
def decide(idea: Idea) -> Page:
    form = DecisionForm()
    if form.sent() and form.attempt(actions.decide, idea, **form.answers, by=current_user):
        flash(_("The team hears your answer now."))
        return redirect(url_for("ideas.review"))
    return idea_page(idea, decision=form)


@bp.post("/ideas/<uuid:idea_id>/use")
@access(rules.FOLLOW, idea=queries.idea_for_page)
def report_in_use(idea: Idea) -> Page:
    form = AdoptionForm()
    if form.sent() and form.attempt(_report, idea, form):
        flash(_("Thank you: everybody can now read where this idea is in use."))
        return redirect(url_for("ideas.show", idea_id=idea.id))
    return idea_page(idea, adoption=form)


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
        evidence=form.evidence.data,
        by=current_user,
    )
