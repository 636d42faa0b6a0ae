"""Looking back, and the two papers of the end."""

from typing import Any

from flask import abort, flash
from flask_login import current_user
from werkzeug import Response

from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.i18n import _
from mentorhub.together import actions, queries, rules
from mentorhub.together.domain import Stage
from mentorhub.together.forms import REACHED, ReviewForm
from mentorhub.together.views.pages import back, bp


@bp.route("/mentorships/<uuid:mentorship_id>/review", methods=["GET", "POST"])
@access(rules.LOOK_BACK, mentorship=Mentorship)
def look_back(mentorship: Mentorship) -> Page | Response:
    """In the middle while it goes on, else at the end."""
    stage = Stage.MID if mentorship.ended_at is None else Stage.END
    known = queries.review_by(mentorship, stage, queries.side_of(mentorship, current_user))
    kept: dict[str, Any] = {}
    if known is not None:
        kept = {name: getattr(known, name) for name in ("reached", "told", "confided")}
    form = ReviewForm(**kept)
    if form.sent() and form.attempt(
        actions.look_back,
        mentorship,
        stage,
        reached=form.reached.data,
        told=form.told.data,
        confided=form.confided.data or "",
        by=current_user,
    ):
        flash(_("Thank you. The other side reads what is for it; the rest only the Youth Union."))
        return back(mentorship)
    return page("together/look_back.html", form=form, mentorship=mentorship, stage=stage)


@bp.get("/mentorships/<uuid:mentorship_id>/confided")
@access(rules.READ_CONFIDED, mentorship=Mentorship)
def confided(mentorship: Mentorship) -> Page:
    found = queries.reviews(mentorship)
    return page("together/confided.html", mentorship=mentorship, reviews=found, reached=REACHED)


@bp.get("/mentorships/<uuid:mentorship_id>/thanks.pdf")
@access(rules.THANKS, mentorship=Mentorship)
def thanks(mentorship: Mentorship) -> Response:
    return _paper(actions.thanks_to(mentorship), "thanks.pdf")


@bp.get("/mentorships/<uuid:mentorship_id>/hours.pdf")
@access(rules.HOURS, mentorship=Mentorship)
def hours(mentorship: Mentorship) -> Response:
    """Nothing to print before a meeting was confirmed."""
    if not queries.confirmed_minutes(mentorship):
        abort(404)
    return _paper(actions.hours_of(mentorship), "hours.pdf")


def _paper(made: bytes, name: str) -> Response:
    reply = Response(made, mimetype="application/pdf")
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "private, no-store"
    return reply
