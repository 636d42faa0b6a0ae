"""The three short steps of writing an idea, and sending it."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.workflow import TEXTS, missing
from mentorhub.ideas.forms import RestStep, TextStep, TitleStep, TitleWords
from mentorhub.ideas.models import Idea
from mentorhub.ideas.views.blueprint import bp
from mentorhub.ideas.views.reading import STEP_OF
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.devices import this_device
from mentorhub.platform.drafting import Step, both_texts_reply, saved_reply, unfit_reply
from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _, _l, language
from mentorhub.platform.merging import Merge
from mentorhub.platform.permissions import can
from mentorhub.teams.queries import teams_of

WANTING = {
    "empty": _l("Fill this in before you send the idea."),
    "short": _l("Write at least 30 characters before you send the idea."),
}
NOTHING_YET = {"title": "", "sector": ""}


@bp.get("/ideas/new")
@access(rules.BROWSE)
def write() -> Page:
    """For strangers too: what they type stays on their device until they have signed in."""
    if current_user.is_authenticated:
        return _first_page(TitleStep(NOTHING_YET))
    form = TitleWords(NOTHING_YET, meta={"csrf": False})
    return page("ideas/begin.html", form=form, onwards=url_for("ideas.write"))


@bp.post("/ideas/new")
@access(rules.WRITE)
def begin() -> Page:
    form = TitleStep(NOTHING_YET)
    if form.sent() and form.attempt(_begin, form):
        return redirect(_after_step(form.outcome, 1, form))
    return _first_page(form)


@bp.post("/ideas/new/words")
@access(rules.WRITE)
def begin_quietly() -> Page:
    """What is typed before there is an idea, for the script of the page: JSON out, and no page."""
    form = TitleWords(NOTHING_YET)
    if not form.sent():
        return unfit_reply(form)
    idea = _begin(form)
    ways = {
        "here": url_for("ideas.edit", idea_id=idea.id, step=1),
        "save": url_for("ideas.save_quietly", idea_id=idea.id, step=1),
        "kept": kept_as(idea, 1),
    }
    return _saved(idea, 1, (), **ways)


@bp.post("/ideas/alike")
@access(rules.WRITE)
def alike() -> Page:
    """What is there already under a title like the one being typed: a piece of the page.

    Sent in a body, for what somebody is thinking of stands in no log of addresses.
    """
    form = TitleWords(NOTHING_YET)
    return page("ideas/_alike.html", **_like(form.title.data or "" if form.sent() else ""))


@bp.route("/ideas/<uuid:idea_id>/edit", methods=["GET", "POST"], defaults={"step": 1})
@bp.route("/ideas/<uuid:idea_id>/edit/<int(min=1, max=3):step>", methods=["GET", "POST"])
@access(rules.EDIT, idea=Idea)
def edit(idea: Idea, step: int) -> Page:
    if not idea.is_being_written and (step < 3 or not idea.is_public):
        return redirect(url_for("ideas.show", idea_id=idea.id))
    form = form_of(idea, step)
    if form.sent() and form.attempt(_save, idea, step, form):
        return redirect(_after_step(idea, step, form))
    return _step_page(idea, step, form)


@bp.post("/ideas/<uuid:idea_id>/edit/<int(min=1, max=3):step>/words")
@access(rules.EDIT, idea=Idea)
def save_quietly(idea: Idea, step: int) -> Page:
    """The same save while one types; where two wrote the same part, both texts come back."""
    form = form_of(idea, step, TitleWords)
    if not form.sent():
        return unfit_reply(form)
    try:
        merge = _save(idea, step, form)
    except Stale as stale:
        return both_texts_reply(form, form_of(idea, step, TitleWords, formdata=None), stale)
    return _saved(idea, step, merge.taken)


@bp.post("/ideas/<uuid:idea_id>/sending")
@access(rules.EDIT, idea=Idea)
def send(idea: Idea) -> Page:
    wanting = missing(actions.parts_of(idea))
    step = min((STEP_OF[part] for part in wanting), default=0)
    if step and idea.is_being_written:
        form = form_of(idea, step, formdata=None)
        form.point_at({name: WANTING[flaw] for name, flaw in wanting.items()})
        return _step_page(idea, step, form)
    if actions.send(idea, by=current_user, device=this_device()):
        flash(_("Your idea is with the unit now. You will hear from them, usually within a week."))
    return redirect(url_for("ideas.show", idea_id=idea.id))


def form_of(idea: Idea, step: int, first: type[Step] = TitleStep, **given: Any) -> Step:
    if step == 3:
        return RestStep(idea, db.session.scalars(teams_of(current_user)).all(), **given)
    kind = first if step == 1 else TextStep
    names = ("title", "sector") if step == 1 else TEXTS
    return kind({name: getattr(idea, name) for name in names}, obj=idea, **given)


def kept_as(idea: Idea | None, step: int) -> str:
    """The name under which a page keeps its words on the device of this person."""
    return f"idea:{idea.id}:{step}" if idea else f"idea:{current_user.id}:new"


def _begin(form: Step) -> Idea:
    return actions.start(**form.parts, language=language(), by=current_user, page=form.page)


def _save(idea: Idea, step: int, form: Step) -> Merge:
    do = actions.describe if step == 3 else actions.write
    merge = do(idea, page=form.page, by=current_user, **form.parts)
    if isinstance(form, RestStep):
        _save_photo(idea, form)
    return merge


def _save_photo(idea: Idea, form: RestStep) -> None:
    if form.no_photo.data:
        actions.take_photo_off(idea, by=current_user)
    if form.photographed is not None:
        name = form.photo.data.filename
        actions.show_photo(idea, name, form.photographed, by=current_user)


def _saved(idea: Idea, step: int, taken: Sequence[str], **more: Any) -> Response:
    return saved_reply(form_of(idea, step, TitleWords, formdata=None), taken, **more)


def _after_step(idea: Idea, step: int, form: Step) -> str:
    if form.later.data or step == 3:
        return url_for("ideas.show", idea_id=idea.id)
    return url_for("ideas.edit", idea_id=idea.id, step=step + 1)


def _first_page(form: Step) -> Page:
    unfinished = queries.unfinished(current_user)
    return page("ideas/edit.html", form=form, unfinished=unfinished, **_around(None, 1))


def _step_page(idea: Idea, step: int, form: Step) -> Page:
    """A step of writing; where somebody else saved in between, both texts are on it."""
    theirs: list[tuple[str, str, str]] = []
    if form.overtaken is not None:
        merge: Merge = form.overtaken.facts["merge"]
        present = form_of(idea, step, formdata=None)
        theirs = form.differences(merge.clashing, present)
        form.catch_up(present, merge.taken)
    alike = _like(idea.title, besides=idea.id) if step < 3 else {}
    return page("ideas/edit.html", form=form, theirs=theirs, **alike, **_around(idea, step))


def _like(title: str, **which: Any) -> dict[str, Any]:
    """Public ideas with a title like it, and which of them the writer may ask to join."""
    similar = queries.alike(title, **which)
    near = queries.with_their_people([row.id for row in similar])
    joinable = {idea.id for idea in near if can(current_user, rules.JOIN, idea)}
    return {"similar": similar, "to_join": joinable}


def _around(idea: Idea | None, step: int) -> dict[str, Any]:
    begin = url_for("ideas.begin_quietly")
    return {
        "idea": idea,
        "step": step,
        "known": taxonomy(),
        "kept": kept_as(idea, step),
        "save": url_for("ideas.save_quietly", idea_id=idea.id, step=step) if idea else begin,
    }
