from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mentorhub.complaints.models import Complaint
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db


def complaints_in(contest: Contest) -> Sequence[Complaint]:
    """Open ones first, then the newest."""
    rows = select(Complaint).where(Complaint.contest_id == contest.id)
    rows = rows.options(joinedload(Complaint.entry), joinedload(Complaint.approval))
    return db.session.scalars(
        rows.order_by(Complaint.answered_at.is_not(None), Complaint.id.desc())
    ).all()


def complaints_of(entry: Entry) -> Sequence[Complaint]:
    rows = select(Complaint).where(Complaint.entry_id == entry.id)
    return db.session.scalars(rows.order_by(Complaint.id.desc())).all()


def with_key(key: UUID) -> Complaint | None:
    return db.session.scalar(select(Complaint).where(Complaint.key == key))
