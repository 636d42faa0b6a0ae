"""By what a stage marks, or marked while its scoring was open."""

from sqlalchemy import or_, select

from mentorhub.contests.models import Contest, RubricLine
from mentorhub.judging.queries.log import closings_of
from mentorhub.platform.db import db


def marked_by(contest: Contest, stage: int) -> list[RubricLine]:
    """Of a stage that is over the criteria its jury had when scoring closed.

    Two people may since have taken out one that every stage marked by, or written one for all.
    Where no closing was written down (before there were any) they are told as they are today.
    """
    closing = next((one for one in closings_of(contest.id) if one.stage == stage), None)
    if closing is None or stage >= contest.judged_stage:
        return list(contest.rubric_in(stage))
    rows = select(RubricLine).where(
        RubricLine.contest_id == contest.id,
        or_(RubricLine.stage.is_(None), RubricLine.stage == stage),
        or_(RubricLine.locked_at.is_(None), RubricLine.locked_at <= closing.at),
        or_(RubricLine.retired_at.is_(None), RubricLine.retired_at > closing.at),
    )
    return list(db.session.scalars(rows.order_by(RubricLine.position, RubricLine.id)))
