"""Comments under an idea: a few on its page, all on a page of their own."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.comments import actions, queries, rules
from mentorhub.comments.domain import ON_THE_IDEA, SIZE
from mentorhub.comments.forms import CommentForm, HidingForm
from mentorhub.comments.models import Comment
from mentorhub.ideas.models import Idea
from mentorhub.ideas.queries import idea_for_page
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language
from mentorhub.platform.paging import Slice
from mentorhub.platform.permissions import can

bp = Blueprint("comments", __name__)


@dataclass(frozen=True)
class Talk:
    """The comments a reader sees, and the form of those who may write one."""

    comments: Slice[Comment]
    form: CommentForm | None
    moderates: bool


@bp.app_template_global()
def talk_about(idea: Idea) -> Talk:
    return _talk(idea, size=ON_THE_IDEA)


@bp.get("/ideas/<uuid:idea_id>/comments")
@access(rules.READ, idea=idea_for_page)
def show(idea: Idea) -> Page:
    return _page(idea)


@bp.post("/ideas/<uuid:idea_id>/comments")
@access(rules.WRITE, idea=idea_for_page)
def write(idea: Idea) -> Page:
    form = CommentForm()
    facts = {"key": form.page, "language": language(), "by": current_user}
    if form.sent() and form.attempt(actions.write, idea, form.text.data, **facts):
        flash(_("Thank you: your comment stands under the idea, and its team hears of it."))
        return redirect(url_for("ideas.show", idea_id=idea.id, _anchor="comments"), 303)
    return _page(idea, form)


@bp.post("/comments/<uuid:comment_id>/taken-back")
@access(rules.TAKE_BACK, comment=Comment)
def take_back(comment: Comment) -> Response:
    if Confirmation().sent():
        actions.take_back(comment)
        flash(_("Taken back: nobody reads this comment any more."))
    return _back_to(comment)


@bp.route("/comments/<uuid:comment_id>/hiding", methods=["GET", "POST"])
@access(rules.MODERATE, comment=Comment)
def hide(comment: Comment) -> Page:
    form = HidingForm()
    if form.sent() and form.attempt(actions.hide, comment, form.reason.data, by=current_user):
        flash(_("Hidden. Its author and the officers still see it, and the author reads why."))
        return _back_to(comment)
    return page("comments/hide.html", form=form, comment=comment, idea=comment.idea)


@bp.post("/comments/<uuid:comment_id>/showing")
@access(rules.MODERATE, comment=Comment)
def show_again(comment: Comment) -> Response:
    if Confirmation().sent():
        actions.show_again(comment, by=current_user)
    return _back_to(comment)


def _back_to(comment: Comment) -> Response:
    return redirect(url_for("comments.show", idea_id=comment.idea_id), 303)


def _page(idea: Idea, form: CommentForm | None = None) -> Page:
    talk = _talk(idea, size=SIZE, form=form, after=request.args.get("after", "")[:36])
    return page(
        "comments/show.html", form=form, talk=talk, idea=idea, title=idea.title_in(language())
    )


def _talk(idea: Idea, *, size: int, form: CommentForm | None = None, **where: Any) -> Talk:
    moderates = rules.moderates(current_user, idea)
    if form is None and can(current_user, rules.WRITE, idea):
        form = CommentForm(formdata=None)
    shown = queries.comments_on(idea, current_user, sees_hidden=moderates, size=size, **where)
    return Talk(shown, form, moderates)
