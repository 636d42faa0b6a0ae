"""The gallery, the page of an idea, and what its readers do there."""

from typing import Any

from flask import abort, current_app, jsonify, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.changes import changes_of
from mentorhub.ideas.domain.gallery import Filters, claim
from mentorhub.ideas.domain.workflow import (
    Next,
    Part,
    may_be_taken_back,
    missing,
    verbs_open_to,
    what_next,
)
from mentorhub.ideas.forms import VERDICTS, AdoptionForm, DecisionForm, JoinForm, UpdateForm
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.ideas.views.blueprint import bp
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now
from mentorhub.platform.i18n import language
from mentorhub.platform.permissions import can
from mentorhub.platform.serving import picture

STEP_OF = {"title": 1, "sector": 1, "problem": 2, "solution": 2, "benefit": 2}


@bp.get("/ideas")
@access(rules.BROWSE)
def gallery() -> Page:
    filters = Filters.read(request.args.to_dict(flat=False), taxonomy())
    shelf = queries.shelf(filters, after=request.args.get("after", ""), language=language())
    in_vain = bool(filters.q) and not shelf.cards
    return page(
        "ideas/gallery.html",
        filters=filters,
        shelf=shelf,
        shorter=queries.shorter(filters.q) if in_vain else [],
        near=queries.nearest(filters.q, language=language()) if in_vain else [],
        known=taxonomy(),
        base=url_for("ideas.gallery"),
    )


@bp.get("/ideas/tags")
@access(rules.BROWSE)
def tags() -> Response:
    """The words of the taxonomy somebody may mean, in the reader's language: a list in JSON."""
    found = taxonomy().suggestions(request.args.get("q", "")[:60], language=language())
    return jsonify([concept.label(language()) for concept in found])


@bp.get("/ideas/<uuid:idea_id>")
@access(rules.READ, idea=queries.idea_for_page)
def show(idea: Idea) -> Page:
    if not rules.reads_it_itself(current_user, idea):
        merge = queries.merge_of(idea)
        return redirect(url_for("ideas.show", idea_id=merge.into_id)) if merge else abort(404)
    return idea_page(idea)


@bp.get("/ideas/<uuid:idea_id>/photo")
@access(rules.PHOTO, idea=Idea)
def photo(idea: Idea) -> Response:
    return picture(idea.photo)


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


def idea_page(
    idea: Idea,
    *,
    decision: DecisionForm | None = None,
    adoption: AdoptionForm | None = None,
    joining: JoinForm | None = None,
    update: UpdateForm | None = None,
) -> Page:
    """The page of an idea; forms are made only for those who may send them."""
    decides, follows = (can(current_user, one, idea) for one in (rules.DECIDE, rules.FOLLOW))
    verbs = verbs_open_to(Part.OFFICER, idea.state)
    if decides and set(verbs) & VERDICTS.keys():
        decision = (decision or DecisionForm()).offer(verbs, kept_back=idea.is_confidential)
    if follows and adoption is None:
        adoption = AdoptionForm(unit=idea.unit.name)
    return page(
        "ideas/show.html",
        form=next(
            (one for one in (update, decision, joining) if one and one.is_submitted()), adoption
        ),
        idea=idea,
        title=idea.title_in(language()),
        decision=decision,
        adoption=adoption,
        verbs=verbs if follows else [],
        twin=queries.likeness_of(idea) if decides else None,
        support=queries.support_of(idea) if decides and idea.is_public else None,
        alike=queries.alike(idea.title, besides=idea.id, limit=5) if decision else [],
        changes_of=changes_of,
        **_of_its_whole_text(idea),
        **_of_its_merge(idea, decides),
        **_of_the_team(idea),
        **_of_its_updates(idea, update),
        **_of_the_reader(idea),
        **_of_joining(idea, joining),
    )


def _coming(idea: Idea) -> Next:
    moments = {"sent_at": idea.sent_at, "approved_at": idea.approved_at}
    return what_next(idea.state, **moments, reminded_at=idea.reminded_at)


def _of_its_whole_text(idea: Idea) -> dict[str, Any]:
    """What stands below the summary: the text with its claim, and the line of its milestones.

    Who wrote what it took in is asked only where it took something in; photos, where it is used.
    """
    if not can(current_user, rules.READ_ALL, idea):
        return {"reads_all": False, "claim": "", "line": [], "merged": [], "uses": {}}
    line = queries.line_of(idea)
    kinds = {point.kind for point in line}
    return {
        "reads_all": True,
        "claim": claim(idea.solution),
        "line": line,
        "merged": queries.merged_into(idea) if "merged" in kinds else [],
        "uses": queries.uses_of(idea) if "in_use" in kinds else {},
    }


def _of_its_merge(idea: Idea, decides: bool) -> dict[str, Any]:
    """Into which idea it went, and whether an officer may still take that back."""
    merge = queries.merge_of(idea) if idea.state is IdeaState.DUPLICATE else None
    separable = decides and merge is not None and may_be_taken_back(merge.at, now())
    return {"merge": merge, "separable": separable}


def _of_the_team(idea: Idea) -> dict[str, Any]:
    """Names only for those who may know them, and steps still to take only for the writers."""
    writes = can(current_user, rules.EDIT, idea)
    wanting = missing(actions.parts_of(idea)) if writes and idea.is_being_written else {}
    return {
        "writes": writes,
        "wanting": sorted((STEP_OF[part], part, how) for part, how in wanting.items()),
        "coming": _coming(idea) if writes else None,
        "knows_team": can(current_user, rules.KNOW_TEAM, idea),
        "team_size": queries.size_of_team(idea),
    }


def _of_its_updates(idea: Idea, form: UpdateForm | None) -> dict[str, Any]:
    """The newest, for whoever reads the text; the form for its people."""
    reads = can(current_user, rules.UPDATES, idea)
    if form is None and can(current_user, rules.POST_UPDATE, idea):
        form = UpdateForm(formdata=None)
    return {"update": form, "updates": queries.newest_updates(idea) if reads else []}


def _of_the_reader(idea: Idea) -> dict[str, Any]:
    supports = can(current_user, rules.BACK, idea)
    watches = can(current_user, rules.WATCH, idea)
    backing = queries.backing_of(idea, current_user) if supports else None
    waits = backing is not None and backing.settled_at is None
    return {
        "counts_from": actions.settles_on(current_user) if waits else None,
        "watches": watches,
        "follows_it": watches and queries.follow_of(idea, current_user) is not None,
        "updates_shown": queries.UPDATES_SHOWN,
        "supports": supports,
        "has_backed": backing is not None,
        "address": current_app.config["BASE_URL"] + url_for("ideas.show", idea_id=idea.id),
    }


def _of_joining(idea: Idea, form: JoinForm | None) -> dict[str, Any]:
    """What somebody who may join sees of it, and how many wait for the one who leads it."""
    leads = can(current_user, rules.JOINING, idea)
    if not can(current_user, rules.JOIN, idea):
        return {"waiting": len(queries.waiting_to_join(idea)) if leads else 0}
    asked = queries.last_join_request(idea, current_user)
    return {"joining": form or JoinForm(formdata=None), "asked": asked, "waiting": 0}
