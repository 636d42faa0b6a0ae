"""What was decided about an entry, and what waits for a second organiser."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from mentorhub.accounts.models import WAITS_FOR_A_SECOND, Approval
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.measures.models import Kind, Measure
from mentorhub.platform.db import db

# written once: composing a statement costs as much as asking it
IN_FORCE = (
    select(Measure)
    .join(Measure.approval)
    .where(Measure.entry_id == bindparam("entry"), Approval.approved_at.is_not(None))
    .order_by(Approval.approved_at.desc())
)


def in_force(entry: Entry) -> Sequence[Measure]:
    """What two organisers decided, the latest first: each of it the team reads.

    About an entry that was never sent that can only be more time.
    """
    if entry.number is None and entry.extended_until is None:
        return []
    return db.session.scalars(IN_FORCE, {"entry": entry.id}).all()


def waiting(entry: Entry) -> Sequence[Measure]:
    return db.session.scalars(open_measures(entry)).all()


def open_measures(entry: Entry, kind: Kind | None = None) -> Select[Measure]:
    """The oldest first."""
    found = (
        select(Measure)
        .join(Measure.approval)
        .where(
            Measure.entry_id == entry.id,
            WAITS_FOR_A_SECOND,
        )
        .order_by(Measure.id)
    )
    return found if kind is None else found.where(Measure.kind == kind)


def penalties_in(contest: Contest) -> dict[UUID, str]:
    """{entry: why points were taken away}, by what two agreed to last."""
    rows = (
        select(Measure.entry_id, Measure.reason)
        .join(Measure.approval)
        .join(Measure.entry)
        .where(
            Entry.contest_id == contest.id,
            Measure.kind == Kind.PENALTY,
            Approval.approved_at.is_not(None),
        )
        .order_by(Approval.approved_at)
    )
    return dict(db.session.execute(rows).all())
