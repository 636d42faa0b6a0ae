"""Whose sheets are due soon."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, ContestState, Juror, JurorState
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.judging.queries.conflicts import in_conflict
from mentorhub.platform.db import db

IS_LEFT = (  # a sheet of the stage that is being marked, still in somebody's hand
    Contest.scoring_closed_at.is_(None),
    Scorecard.stage == Contest.judged_stage,
    Scorecard.state.in_((CardState.ASSIGNED, CardState.STARTED)),
    Entry.state == EntryState.SUBMITTED,
)


def near_their_day(moment: datetime, *, hours: int) -> list[tuple[Juror, Contest, datetime]]:
    """Jurors with sheets left, their contest, and when they last heard of a sheet or of the day."""
    last = func.max(Scorecard.assigned_at)
    rows = (
        select(Juror.id, Contest.id, last)
        .join(Scorecard.juror)
        .join(Scorecard.entry)
        .join(Scorecard.contest)
        .where(
            Juror.state == JurorState.ACCEPTED,
            Contest.state == ContestState.ANNOUNCED,
            Contest.scoring_opened_at.is_not(None),
            Contest.scoring_closes_at.between(moment, moment + timedelta(hours=hours)),
            *IS_LEFT,
            ~in_conflict(),
        )
        .group_by(Juror.id, Contest.id)
        .order_by(Contest.id, Juror.id)
    )
    found = [(juror, contest, given) for juror, contest, given in db.session.execute(rows)]
    named = _named_at({contest for _juror, contest, _given in found})
    return [
        (
            db.session.get_one(Juror, juror),
            db.session.get_one(Contest, contest),
            max(given, named.get(contest, given)),
        )
        for juror, contest, given in found
    ]


def _named_at(contests: Collection[UUID]) -> dict[UUID, datetime]:
    """{contest: when its day was named or moved last}."""
    rows = (
        select(Activity.contest_id, func.max(Activity.at))
        .where(Activity.verb == "judging.day_set", Activity.contest_id.in_(contests))
        .group_by(Activity.contest_id)
    )
    return {contest: at for contest, at in db.session.execute(rows) if contest is not None}


def has_sheets_left(juror: Juror) -> bool:
    """In the stage that is being marked."""
    rows = (
        select(Scorecard.id)
        .join(Scorecard.contest)
        .join(Scorecard.entry)
        .where(Scorecard.juror_id == juror.id, *IS_LEFT)
    )
    return db.session.scalar(rows.limit(1)) is not None
