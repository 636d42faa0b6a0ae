"""The gallery, the page of an idea, and what its readers do there."""

from typing import Any

from flask import abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.gallery import Filters, claim
from mentorhub.ideas.domain.workflow import Part, missing, verbs_open_to
from mentorhub.ideas.forms import VERDICTS, AdoptionForm, DecisionForm
from mentorhub.ideas.models import Idea
from mentorhub.ideas.views import bp
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform import files
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import language
from mentorhub.platform.permissions import can

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


@bp.get("/ideas/<uuid:idea_id>")
@access(rules.READ, idea=queries.idea_for_page)
def show(idea: Idea) -> Page:
    return idea_page(idea)


@bp.get("/ideas/<uuid:idea_id>/photo")
@access(rules.PHOTO, idea=Idea)
def photo(idea: Idea) -> Response:
    """Encoded by us and no page: a browser does nothing with it but show it."""
    if idea.photo is None:
        abort(404)
    reply = Response(files.content_of(idea.photo), mimetype=idea.photo.media_type)
    reply.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return reply


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
