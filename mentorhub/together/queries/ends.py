"""Mentorings whose agreed time is over, and whose two sides still go on."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload, lazyload

from mentorhub.activity.models import Activity
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.together.models import Commitment
from mentorhub.together.queries.shared import is_paused

RUN_OUT = "mentorship.run_out"


def run_out() -> Sequence[Mentorship]:
    """Those whose sides have not been told so since they agreed; of a paused one later."""
    told = exists().where(
        Activity.subject_type == Mentorship.__name__,
        Activity.subject_id == Mentorship.id,
        Activity.verb == RUN_OUT,
        Activity.at > Commitment.agreed_at,
    )
    rows = (
        select(Mentorship)
        .join(Commitment, Commitment.mentorship_id == Mentorship.id)
        .where(Commitment.agreed_at.is_not(None), Commitment.replaced_at.is_(None))
        .where(Commitment.until < today(), Mentorship.ended_at.is_(None), ~told)
        .options(joinedload(Mentorship.team).options(lazyload(Team.members)))
        .order_by(Mentorship.id)
    )
    return [work for work in db.session.scalars(rows) if not is_paused(work)]
