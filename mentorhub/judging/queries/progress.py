"""How far a jury is, counted by the database: no mark, and no card, is ever read."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, and_, bindparam, func, select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState, code_of
from mentorhub.judging.domain.progress import Reading, Task
from mentorhub.judging.models import CardState, Round, Scorecard
from mentorhub.platform.db import db

HAS_BEGUN = Scorecard.saved_at.is_not(None)
SHOWN = (
    Entry.contest_id == bindparam("contest"),
    Entry.state == EntryState.SUBMITTED,
    Entry.reached_stage >= bindparam("stage"),
    Entry.id.not_in(bindparam("without", expanding=True)),
)
# written once: composing a statement costs more than asking it
TASKS = (
    select(
        Scorecard.juror_id,
        Scorecard.state,
        HAS_BEGUN,
        func.max(func.coalesce(Scorecard.submitted_at, Scorecard.saved_at, Scorecard.assigned_at)),
        func.count(),
    )
    .join(Scorecard.entry)
    .where(*SHOWN, Scorecard.stage == bindparam("stage"), Scorecard.state != CardState.VOID)
    .group_by(Scorecard.juror_id, Scorecard.state, HAS_BEGUN)
)
LAST_ROUND = (
    select(Round.readers)
    .where(Round.contest_id == bindparam("contest"), Round.stage == bindparam("stage"))
    .order_by(Round.at.desc(), Round.id.desc())
    .limit(1)
)
WANTED = func.coalesce(LAST_ROUND.scalar_subquery(), bindparam("readers", type_=Integer()))
READINGS = (
    select(
        Entry.number,
        func.count(Scorecard.id),
        func.count(Scorecard.id).filter(Scorecard.state == CardState.SUBMITTED),
        WANTED,
    )
    .outerjoin(
        Scorecard,
        and_(
            Scorecard.entry_id == Entry.id,
            Scorecard.stage == bindparam("stage"),
            Scorecard.state != CardState.VOID,
        ),
    )
    .where(*SHOWN)
    .group_by(Entry.id)
    .order_by(Entry.number)
)


def tasks_in(contest: Contest, *, without: Collection[UUID]) -> list[Task[UUID]]:
    """Each juror's cards that count, those alike together."""
    rows = db.session.execute(TASKS, _facts(contest, without))
    return [
        Task(
            juror=juror,
            is_done=state is CardState.SUBMITTED,
            is_begun=is_begun,
            seen_at=seen_at,
            cards=cards,
        )
        for juror, state, is_begun, seen_at, cards in rows
    ]


def readings_in(contest: Contest, *, without: Collection[UUID]) -> list[Reading]:
    """How many sheets of each entry are handed out and submitted, in the order of their codes."""
    rows = db.session.execute(
        READINGS, {**_facts(contest, without), "readers": contest.readers_now}
    )
    most = 1 if contest.is_complete_now else None  # whoever has a tie leaves a place open by rule
    return [
        Reading(code_of(number), handed_out, submitted, wanted=most or wanted)
        for number, handed_out, submitted, wanted in rows
    ]


def last_closing(contest: Contest) -> dict[str, Any]:
    """What was said when scoring was closed last: `left` sheets not submitted, and the `reason`."""
    rows = select(Activity.facts).where(
        Activity.contest_id == contest.id, Activity.verb == "judging.closed"
    )
    return db.session.scalar(rows.order_by(Activity.id.desc()).limit(1)) or {}


def _facts(contest: Contest, without: Collection[UUID]) -> dict[str, Any]:
    return {"contest": contest.id, "stage": contest.judged_stage, "without": list(without)}
