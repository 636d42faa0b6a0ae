"""Goals and rhythm: writing them down, agreeing."""

from typing import Any

from flask import flash
from flask_login import current_user
from werkzeug import Response

from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.together import actions, queries, rules
from mentorhub.together.domain import usual_end
from mentorhub.together.forms import CommitmentForm
from mentorhub.together.models import Commitment
from mentorhub.together.views.pages import back, bp, shown


@bp.route("/mentorships/<uuid:mentorship_id>/commitment", methods=["GET", "POST"])
@access(rules.WORK, mentorship=Mentorship)
def write_down(mentorship: Mentorship) -> Page | Response:
    form = CommitmentForm(**_written_before(mentorship))
    table = queries.table_of(mentorship)
    if table.guarded:
        form.keep_to_what_a_minor_may()
    if form.sent() and form.attempt(
        actions.write_down, mentorship, **form.answers, by=current_user
    ):
        flash(_("Written down. It holds once the other side agrees."))
        return back(mentorship)
    may_renew = not queries.was_renewed(mentorship)
    return page("together/write_down.html", form=form, mentorship=mentorship, may_renew=may_renew)


def _written_before(work: Mentorship) -> dict[str, Any]:
    """What waits or holds is changed; the first time the usual three months are offered."""
    known = queries.proposed(work) or queries.agreed(work)
    if known is None:
        return {"until": usual_end(work.since.astimezone(LOCAL).date())}
    names = ("goals", "rhythm", "format", "until")
    return {name: getattr(known, name) for name in names}


@bp.post("/commitments/<uuid:commitment_id>/agreement")
@access(rules.AGREE, commitment=Commitment)
def agree(commitment: Commitment) -> Page | Response:
    form = Confirmation()
    if form.sent() and form.attempt(actions.agree, commitment, by=current_user):
        flash(_("Agreed. Now find a time for your next meeting."))
        return back(commitment.mentorship)
    return shown(commitment.mentorship, form)
