"""One idea on the national portal: since when, and where it stands there."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions
from mentorhub.ideas.models import Idea
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _, language
from mentorhub.reports import rules
from mentorhub.reports.forms import PostingForm
from mentorhub.reports.views.blueprint import bp


@bp.route("/ideas/<uuid:idea_id>/posting", methods=["GET", "POST"])
@access(rules.NOTE_POSTING, idea=Idea)
def posting(idea: Idea) -> Page:
    known = idea.posting
    form = PostingForm(obj=known) if known else PostingForm(posted_on=today())
    if form.sent() and form.attempt(actions.correct_posting, idea, **form.told, by=current_user):
        flash(_("Everybody can now see that the idea stands on the national portal."))
        return redirect(url_for("ideas.show", idea_id=idea.id), 303)
    return page("reports/posting.html", form=form, idea=idea, title=idea.title_in(language()))


@bp.post("/ideas/<uuid:idea_id>/posting/end")
@access(rules.NOTE_POSTING, idea=Idea)
def end_posting(idea: Idea) -> Response:
    if Confirmation().sent() and actions.take_posting_back([idea], by=current_user):
        flash(_("Taken back: the idea is on the list of those to post again."))
    return redirect(url_for("ideas.show", idea_id=idea.id), 303)
