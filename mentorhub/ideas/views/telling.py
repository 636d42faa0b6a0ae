"""Follow an idea, tell of it, share it."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.domain.gallery import place_name
from mentorhub.ideas.forms import UpdateForm
from mentorhub.ideas.models import Idea, IdeaState, Update
from mentorhub.ideas.views.blueprint import bp
from mentorhub.ideas.views.reading import idea_page
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, in_language, language
from mentorhub.platform.share_cards import MEDIA_TYPE, ShareCard, picture_of


@bp.post("/ideas/<uuid:idea_id>/following")
@access(rules.WATCH, idea=Idea)
def follow(idea: Idea) -> Response:
    if Confirmation().sent():
        actions.follow(idea, by=current_user)
        flash(_("You hear when it is in use, is merged with another, or its team has news."))
    return redirect(url_for("ideas.show", idea_id=idea.id))


@bp.post("/ideas/<uuid:idea_id>/following/end")
@access(rules.WATCH, idea=Idea)
def stop_following(idea: Idea) -> Response:
    if Confirmation().sent():
        actions.stop_following(idea, by=current_user)
    return redirect(url_for("ideas.show", idea_id=idea.id))


@bp.get("/ideas/<uuid:idea_id>/updates")
@access(rules.UPDATES, idea=queries.idea_for_page)
def updates(idea: Idea) -> Page:
    found = queries.updates_of(idea, after=request.args.get("after", "")[:36])
    return page("ideas/updates.html", idea=idea, title=idea.title_in(language()), updates=found)


@bp.post("/ideas/<uuid:idea_id>/updates")
@access(rules.POST_UPDATE, idea=queries.idea_for_page)
def post_update(idea: Idea) -> Page:
    form = UpdateForm()
    facts = {"key": form.page, "language": language(), "by": current_user}
    if form.sent() and form.attempt(actions.post_update, idea, form.news.data, **facts):
        flash(_("Posted. Those who follow the idea hear of it."))
        return redirect(url_for("ideas.show", idea_id=idea.id, _anchor="updates"), 303)
    return idea_page(idea, update=form)


@bp.post("/updates/<uuid:update_id>/taken-off")
@access(rules.TAKE_UPDATE_OFF, update=Update)
def take_update_off(update: Update) -> Response:
    if Confirmation().sent():
        actions.take_update_off(update)
    return redirect(url_for("ideas.show", idea_id=update.idea_id), 303)


@bp.app_template_global()
def share_card(idea: Idea, tongue: str) -> ShareCard:
    """What the picture of a link says: of a confidential idea title, field and unit only."""
    with in_language(tongue):
        sector = taxonomy().sectors.get(idea.sector)
        place = place_name(idea.unit.names, tongue)
        in_use = idea.state is IdeaState.IN_USE and not idea.is_confidential
        foot = _("%(place)s · in use", place=place) if in_use else place
    label = sector.label(tongue) if sector else ""
    return ShareCard(idea.title_in(tongue), idea.sector, label, foot)


@bp.get("/ideas/<uuid:idea_id>/card.<any(vi, en, fr):tongue>.png")
@access(rules.PUBLISHED, idea=Idea)
def card(idea: Idea, tongue: str) -> Response:
    """The same for everybody; its address says in `v` what it shows, so it may be kept."""
    reply = Response(picture_of(share_card(idea, tongue)), mimetype=MEDIA_TYPE)
    reply.headers["Cache-Control"] = "public, max-age=86400"
    return reply
