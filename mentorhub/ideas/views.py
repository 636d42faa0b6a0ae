from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.gallery import Filters, claim
from mentorhub.ideas.domain.workflow import Part, missing, verbs_open_to
from mentorhub.ideas.forms import (
    VERDICTS,
    AdoptionForm,
    DecisionForm,
    RestStep,
    Step,
    TextStep,
    TitleStep,
    label_of,
)
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import units_under
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language
from mentorhub.platform.permissions import can
from mentorhub.teams.queries import teams_of

bp = Blueprint("ideas", __name__)
bp.add_app_template_global(label_of, "concept_label")
STEP_OF = {"title": 1, "sector": 1, "problem": 2, "solution": 2, "benefit": 2}


@bp.get("/ideas")
@access(rules.BROWSE)
def gallery() -> Page:
    filters = Filters.read(request.args.to_dict(flat=False), taxonomy())
    shelf = queries.shelf(filters, after=request.args.get("after", ""), language=language())
    shorter = queries.shorter(filters.q) if filters.q and not shelf.cards else []
    return page(
        "ideas/gallery.html",
        filters=filters,
        shelf=shelf,
        shorter=shorter,
        known=taxonomy(),
        base=url_for("ideas.gallery"),
    )


@bp.route("/ideas/new", methods=["GET", "POST"])
@access(rules.WRITE)
def write() -> Page:
    form = TitleStep()
    if form.sent() and form.attempt(
        actions.start, **form.parts, language=language(), by=current_user
    ):
        return redirect(_after_step(form.outcome, 1, form))
    return page(
        "ideas/edit.html", form=form, idea=None, step=1, theirs=[], similar=[], known=taxonomy()
    )


@bp.route("/ideas/<uuid:idea_id>/edit", methods=["GET", "POST"], defaults={"step": 1})
@bp.route("/ideas/<uuid:idea_id>/edit/<int(min=1, max=3):step>", methods=["GET", "POST"])
@access(rules.EDIT, idea=Idea)
def edit(idea: Idea, step: int) -> Page:
    if not idea.is_being_written and (step < 3 or not idea.is_public):
        return redirect(url_for("ideas.show", idea_id=idea.id))
    form = _form_of(idea, step)
    if form.sent() and form.attempt(_save, idea, step, form):
        return redirect(_after_step(idea, step, form))
    return _step_page(idea, step, form)


@bp.post("/ideas/<uuid:idea_id>/sending")
@access(rules.EDIT, idea=Idea)
def send(idea: Idea) -> Page:
    wanting = missing(actions.parts_of(idea))
    step = min((STEP_OF[part] for part in wanting), default=0)
    if step and idea.is_being_written:
        form = _form_of(idea, step, formdata=None)
        form.point_at(wanting)
        return _step_page(idea, step, form)
    if actions.send(idea, by=current_user):
        flash(_("Your idea is with the unit now. You will hear from them, usually within a week."))
    return redirect(url_for("ideas.show", idea_id=idea.id))


@bp.get("/ideas/<uuid:idea_id>")
@access(rules.READ, idea=queries.idea_for_page)
def show(idea: Idea) -> Page:
    return _idea_page(idea)


@bp.post("/ideas/<uuid:idea_id>/support")
@access(rules.BACK, idea=Idea)
def back(idea: Idea) -> Response:
    actions.back(idea, by=current_user)
    return redirect(url_for("ideas.show", idea_id=idea.id))


@bp.post("/ideas/<uuid:idea_id>/support/end")
@access(rules.BACK, idea=Idea)
def stop_backing(idea: Idea) -> Response:
    actions.stop_backing(idea, by=current_user)
    return redirect(url_for("ideas.show", idea_id=idea.id))


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
    return _idea_page(idea, decision=form)


@bp.post("/ideas/<uuid:idea_id>/use")
@access(rules.FOLLOW, idea=queries.idea_for_page)
def report_in_use(idea: Idea) -> Page:
    form = AdoptionForm()
    if form.sent() and form.attempt(_report, idea, form):
        flash(_("Thank you: everybody can now read where this idea is in use."))
        return redirect(url_for("ideas.show", idea_id=idea.id))
    return _idea_page(idea, adoption=form)


@bp.post("/ideas/<uuid:idea_id>/<any(pause, resume):verb>")
@access(rules.FOLLOW, idea=Idea)
def follow_up(idea: Idea, verb: str) -> Response:
    if Confirmation().sent():
        actions.follow_up(idea, verb=verb, by=current_user)
    return redirect(url_for("ideas.show", idea_id=idea.id))


def _form_of(idea: Idea, step: int, **given: Any) -> Step:
    if step == 3:
        return RestStep(idea, db.session.scalars(teams_of(current_user)).all(), **given)
    return TitleStep(obj=idea, **given) if step == 1 else TextStep(obj=idea, **given)


def _save(idea: Idea, step: int, form: Step) -> None:
    do = actions.describe if step == 3 else actions.write
    do(idea, version=form.version.data, by=current_user, **form.parts)


def _after_step(idea: Idea, step: int, form: Step) -> str:
    if form.later.data or step == 3:
        return url_for("ideas.show", idea_id=idea.id)
    return url_for("ideas.edit", idea_id=idea.id, step=step + 1)


def _step_page(idea: Idea, step: int, form: Step) -> Page:
    """A step of writing; where somebody else saved in between, both texts are on it."""
    theirs: list[tuple[Any, str]] = []
    if form.refused and form.version.data != idea.version:
        theirs = form.differences(_form_of(idea, step, formdata=None))
        form.take_version(idea.version)
    similar = queries.similar(idea, language=language()) if step == 2 else []
    return page(
        "ideas/edit.html",
        form=form,
        idea=idea,
        step=step,
        theirs=theirs,
        similar=similar,
        known=taxonomy(),
    )


def _report(idea: Idea, form: AdoptionForm) -> None:
    actions.report_in_use(
        idea,
        place=form.unit.data,
        since=form.since.data,
        people=form.people.data,
        evidence=form.evidence.data,
        by=current_user,
    )


def _idea_page(
    idea: Idea, *, decision: DecisionForm | None = None, adoption: AdoptionForm | None = None
) -> Page:
    """The page of an idea; forms are made only for those who may send them."""
    decides, follows = (can(current_user, one, idea) for one in (rules.DECIDE, rules.FOLLOW))
    verbs = verbs_open_to(Part.OFFICER, idea.state)
    reads_all = can(current_user, rules.READ_ALL, idea)
    if decides and set(verbs) & VERDICTS.keys():
        decision = (decision or DecisionForm()).offer(verbs)
    if follows and adoption is None:
        adoption = AdoptionForm(unit=idea.unit.name)
    return page(
        "ideas/show.html",
        form=decision if decision and decision.is_submitted() else adoption,
        idea=idea,
        title=idea.title_in(language()),
        decision=decision,
        adoption=adoption,
        verbs=verbs if follows else [],
        reads_all=reads_all,
        claim=claim(idea.solution) if reads_all else "",
        line=queries.line_of(idea) if reads_all else [],
        **_of_the_team(idea),
        **_of_the_reader(idea),
    )


def _of_the_team(idea: Idea) -> dict[str, Any]:
    """Names only for those who may know them, and steps still to take only for the writers."""
    writes = can(current_user, rules.EDIT, idea)
    wanting = missing(actions.parts_of(idea)) if writes and idea.is_being_written else {}
    return {
        "writes": writes,
        "wanting": sorted((STEP_OF[part], part, how) for part, how in wanting.items()),
        "knows_team": can(current_user, rules.KNOW_TEAM, idea),
        "team_size": queries.size_of_team(idea),
    }


def _of_the_reader(idea: Idea) -> dict[str, Any]:
    supports = can(current_user, rules.BACK, idea)
    return {
        "supports": supports,
        "has_backed": supports and queries.backing_of(idea, current_user) is not None,
        "address": current_app.config["BASE_URL"] + url_for("ideas.show", idea_id=idea.id),
    }
