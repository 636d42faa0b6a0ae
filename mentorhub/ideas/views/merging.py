"""Ideas that are the same: taken apart again, and whether support follows."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.forms import SupportForm
from mentorhub.ideas.models import Idea
from mentorhub.ideas.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language


@bp.post("/ideas/<uuid:idea_id>/separation")
@access(rules.DECIDE, idea=Idea)
def separate(idea: Idea) -> Response:
    if Confirmation().sent() and actions.separate(idea, by=current_user):
        flash(_("Taken back: the idea stands on its own again, with its support."))
    return redirect(url_for("ideas.show", idea_id=idea.id))


@bp.route("/ideas/<uuid:idea_id>/support/following", methods=["GET", "POST"])
@access(rules.ANSWER_SUPPORT, idea=Idea)
def answer_support(idea: Idea) -> Page:
    question = queries.question_to(current_user, idea)
    assert question is not None  # the rule asked for it
    into = question.merge.into
    given = {None: None, True: "yes", False: "no"}[question.follows]
    form = SupportForm(data={"answer": given})
    follows = form.answer.data == "yes"
    if form.sent() and form.attempt(actions.answer_support, question, follows=follows):
        flash(_("Your support counts there now.") if follows else _("Your support stays there."))
        return redirect(url_for("ideas.show", idea_id=into.id), 303)
    names = {"title": idea.title_in(language()), "into_title": into.title_in(language())}
    return page("ideas/support.html", form=form, idea=idea, into=into, **names)
