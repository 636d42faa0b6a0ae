"""The ideas somebody follows, all on one page, and how to let one go."""

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.ideas import actions, queries, rules
from mentorhub.ideas.models import Follow
from mentorhub.ideas.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.get("/ideas/followed")
@access(rules.FOLLOWED)
def followed() -> Page:
    found = queries.followed_by(current_user, after=request.args.get("after", "")[:36])
    merged = queries.merged_among([one.idea_id for one in found.rows])
    return page("ideas/followed.html", follows=found, merged=merged)


@bp.post("/follows/<uuid:follow_id>/end")
@access(rules.END_FOLLOW, follow=Follow)
def end_follow(follow: Follow) -> Response:
    """Works for an idea that is not public any more too, whose own page nobody finds."""
    if Confirmation().sent():
        actions.end_follow(follow)
        flash(_("You do not follow it any longer."))
    return redirect(url_for("ideas.followed"), 303)
