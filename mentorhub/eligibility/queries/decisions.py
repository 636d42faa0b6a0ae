"""What was decided about entries, and which documents were seen."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mentorhub.contests.models import Contest
from mentorhub.eligibility.domain.standing import State, state
from mentorhub.eligibility.models import Decision, Recommendation, Sight
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db


def decisions_of(entry: Entry) -> Sequence[Decision]:
    """The newest first, those taken back too."""
    rows = select(Decision).where(Decision.entry_id == entry.id).options(joinedload(Decision.by))
    return db.session.scalars(rows.order_by(Decision.id.desc())).all()


def latest_of(entry: Entry) -> Decision | None:
    """The decision that stands."""
    rows = select(Decision).where(Decision.entry_id == entry.id, Decision.undone_at.is_(None))
    return db.session.scalar(rows.order_by(Decision.id.desc()).limit(1))


def standing(contest: Contest) -> dict[UUID, Decision]:
    """The decision that stands for each entry of a contest, by the key of the entry."""
    rows = select(Decision).where(Decision.contest_id == contest.id, Decision.undone_at.is_(None))
    return {one.entry_id: one for one in db.session.scalars(rows.order_by(Decision.id))}


def state_of(entry: Entry, decision: Decision | None, moment: datetime) -> State:
    if entry.is_disqualified:
        return State.EXCLUDED
    sent_at = entry.submitted_at or entry.created_at
    return state(decision.latest if decision else None, sent_at=sent_at, moment=moment)


def batch(contest: Contest, key: UUID) -> Sequence[Decision]:
    """What one click decided, as far as it was not taken back."""
    rows = select(Decision).where(
        Decision.contest_id == contest.id, Decision.batch_id == key, Decision.undone_at.is_(None)
    )
    return db.session.scalars(rows.order_by(Decision.id)).all()


def recommended(entry: Entry) -> Sequence[Recommendation]:
    """What each officer recommends now, the newest first."""
    rows = select(Recommendation).where(
        Recommendation.entry_id == entry.id, Recommendation.replaced_at.is_(None)
    )
    return db.session.scalars(rows.order_by(Recommendation.id.desc())).all()


def recommended_in(contest: Contest) -> dict[UUID, list[Recommendation]]:
    """The same of every entry of a contest, by the key of the entry."""
    rows = (
        select(Recommendation)
        .join(Entry, Entry.id == Recommendation.entry_id)
        .where(Entry.contest_id == contest.id, Recommendation.replaced_at.is_(None))
        .options(joinedload(Recommendation.by))
        .order_by(Recommendation.id.desc())
    )
    found: dict[UUID, list[Recommendation]] = {}
    for one in db.session.scalars(rows):
        found.setdefault(one.entry_id, []).append(one)
    return found


def sights_of(entry: Entry) -> dict[tuple[UUID, UUID | None], Sight]:
    """By document and person; none for what is shown once for the entry."""
    rows = (
        select(Sight)
        .where(Sight.entry_id == entry.id, Sight.undone_at.is_(None))
        .options(joinedload(Sight.by))
    )
    return {(one.document_id, one.person_id): one for one in db.session.scalars(rows)}
