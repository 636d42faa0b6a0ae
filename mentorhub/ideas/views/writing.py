"""The three short steps of writing an idea, and sending it."""

from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.workflow import missing
from mentorhub.ideas.forms import RestStep, Step, TextStep, TitleStep
from mentorhub.ideas.models import Idea
from mentorhub.ideas.views import bp
from mentorhub.ideas.views.reading import STEP_OF
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _, language
from mentorhub.teams.queries import teams_of


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


def _form_of(idea: Idea, step: int, **given: Any) -> Step:
    if step == 3:
        return RestStep(idea, db.session.scalars(teams_of(current_user)).all(), **given)
    return TitleStep(obj=idea, **given) if step == 1 else TextStep(obj=idea, **given)


def _save(idea: Idea, step: int, form: Step) -> None:
    do = actions.describe if step == 3 else actions.write
    do(idea, version=form.version.data, by=current_user, **form.parts)
    if isinstance(form, RestStep):
        _save_photo(idea, form)


def _save_photo(idea: Idea, form: RestStep) -> None:
    if form.no_photo.data:
        actions.take_photo_off(idea, by=current_user)
    if form.photographed is not None:
        name = form.photo.data.filename
        actions.show_photo(idea, name, form.photographed, by=current_user)


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
