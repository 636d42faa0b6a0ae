"""Who of a jury did not judge what, and why, as far as minutes tell it."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import and_, exists, or_, select

from mentorhub.activity.models import Activity
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Clearance, Conflict, Entry
from mentorhub.judging.models import CardState, Scorecard, ScoreEvent
from mentorhub.judging.queries import clearances_in
from mentorhub.judging.queries.conflicts import in_conflict
from mentorhub.platform.db import db


class Cleared(NamedTuple):
    """A suspected tie that was looked into and found to be none."""

    code: str
    clearance: Clearance


def close_since(contest: Contest) -> list[tuple[UUID, str]]:
    """(juror, code of the entry): sheets that count no more for a tie nobody declared."""
    left_for_it = exists().where(
        ScoreEvent.scorecard_id == Scorecard.id,
        ScoreEvent.kind == "voided",
        ScoreEvent.content["reason"].as_string() == "conflict",
    )
    is_close = and_(Scorecard.stage == contest.judged_stage, in_conflict())
    rows = (
        select(Scorecard.juror_id, Entry)
        .join(Entry, Entry.id == Scorecard.entry_id)
        .where(
            Scorecard.contest_id == contest.id,
            or_(and_(Scorecard.state == CardState.VOID, left_for_it), is_close),
            ~exists().where(
                Conflict.juror_id == Scorecard.juror_id, Conflict.entry_id == Scorecard.entry_id
            ),
        )
        .order_by(Entry.number, Scorecard.id)
    )
    found = [(juror, entry.code) for juror, entry in db.session.execute(rows)]
    return list(dict.fromkeys(found))


def cleared_in(contest: Contest) -> list[Cleared]:
    """What holds; a pair that was suspected on two grounds is told once."""
    held = {(one.juror_id, one.entry_id, one.reason): one for one in clearances_in(contest)}
    standing = [one for one in held.values() if one.ended_at is None]
    entries = db.session.scalars(
        select(Entry).where(Entry.id.in_([one.entry_id for one in standing]))
    )
    codes = {entry.id: entry.code for entry in entries}
    return sorted((Cleared(codes[one.entry_id], one) for one in standing), key=lambda one: one.code)


def left_the_jury(contest: Contest) -> Sequence[Juror]:
    """Who had taken a seat and gave it up, the first one first."""
    rows = select(Juror).where(
        Juror.contest_id == contest.id,
        Juror.state == JurorState.WITHDRAWN,
        Juror.accepted_at.is_not(None),
    )
    return db.session.scalars(rows.order_by(Juror.withdrawn_at, Juror.id)).all()


def closings_with_reasons(contest: Contest) -> list[dict[str, Any]]:
    """What was said whenever scoring was closed before everything was in, the first one first."""
    rows = select(Activity.facts).where(
        Activity.contest_id == contest.id, Activity.verb == "judging.closed"
    )
    found = db.session.scalars(rows.order_by(Activity.id))
    return [facts for facts in found if facts.get("reason")]
