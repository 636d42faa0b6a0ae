"""Asking to join an idea, and the leader's answer."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.forms import JoinForm
from mentorhub.ideas.models import Idea, JoinRequest
from mentorhub.ideas.views.blueprint import bp
from mentorhub.ideas.views.reading import idea_page
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.post("/ideas/<uuid:idea_id>/joining")
@access(rules.JOIN, idea=queries.idea_for_page)
def ask_to_join(idea: Idea) -> Page:
    form = JoinForm()
    if form.sent() and form.attempt(actions.ask_to_join, idea, **form.answers, by=current_user):
        flash(_("The team has your question. You will hear from them."))
        return redirect(url_for("ideas.show", idea_id=idea.id))
    return idea_page(idea, joining=form)


@bp.get("/ideas/<uuid:idea_id>/joining")
@access(rules.JOINING, idea=Idea)
def joining(idea: Idea) -> Page:
    return _waiting(idea, Confirmation(formdata=None))


@bp.post("/joining/<uuid:request_id>/<any(welcome, decline):answer>")
@access(rules.WELCOME, request=JoinRequest)
def answer_to_join(request: JoinRequest, answer: str) -> Page:
    form = Confirmation()
    do = actions.welcome if answer == "welcome" else actions.decline_to_join
    if form.sent() and form.attempt(do, request, by=current_user):
        flash(_("They hear your answer now."))
        return redirect(url_for("ideas.joining", idea_id=request.idea_id))
    return _waiting(request.idea, form)


@bp.post("/joining/<uuid:request_id>/end")
@access(rules.STOP_ASKING, request=JoinRequest)
def stop_asking(request: JoinRequest) -> Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.stop_asking, request, by=current_user):
        flash(_("You took your question back."))
    return redirect(url_for("ideas.show", idea_id=request.idea_id))


def _waiting(idea: Idea, form: Confirmation) -> Page:
    waiting = queries.waiting_to_join(idea)
    return page("ideas/joining.html", idea=idea, form=form, waiting=waiting)
