"""A contest before it opens, as others will read it. Nothing here can be written or sent."""

from mentorhub.contests import queries, rules
from mentorhub.contests.domain.stages import days_and_hours
from mentorhub.contests.models import Contest, announced
from mentorhub.contests.views.blueprint import bp
from mentorhub.contests.views.everyone import river_of
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now


@bp.get("/contests/<uuid:contest_id>/preview")
@access(rules.PREVIEW, contest=queries.whole)
def preview(contest: Contest) -> Page:
    """The public page on the day of the announcement."""
    likeness = announced(contest)
    return page(
        "contests/show.html",
        contest=likeness,
        preview=True,
        steps=river_of(likeness),
        left=days_and_hours(likeness.opens_at - now()),
        jury=None,
    )
