"""The codes of a contest, and with which of them an entry came in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select

from mentorhub.accounts.models import Approval
from mentorhub.contests.models import Contest
from mentorhub.entries.domain import as_printed
from mentorhub.entries.models import Entry
from mentorhub.latecomers.models import LateCode, LateUse
from mentorhub.platform.db import db


def codes_of(contest: Contest) -> Sequence[LateCode]:
    """The newest first."""
    rows = select(LateCode).where(LateCode.contest_id == contest.id).order_by(LateCode.id.desc())
    return db.session.scalars(rows).all()


def code_typed(contest: Contest, typed: str) -> LateCode | None:
    """Of this contest alone: a code says nothing about another one."""
    return db.session.scalar(
        select(LateCode).where(
            LateCode.contest_id == contest.id, LateCode.code == as_printed(typed)
        )
    )


# written once: composing a statement costs as much as asking it
USES = select(LateUse).where(LateUse.entry_id == bindparam("entry")).order_by(LateUse.at.desc())


def uses_of(entry: Entry) -> Sequence[LateUse]:
    """The codes with which it came in, the latest first: each gave it more time."""
    if entry.extended_until is None:
        return []
    return db.session.scalars(USES, {"entry": entry.id}).all()


def use_by(code: LateCode, entry: Entry) -> LateUse | None:
    return db.session.scalar(
        select(LateUse).where(LateUse.code_id == code.id, LateUse.entry_id == entry.id)
    )


def somebody_may_still_come(contest: Contest, moment: datetime) -> bool:
    """Is a code in somebody's hands that lets a team in? None does once the jury has begun."""
    if contest.scoring_opened_at is not None:
        return False
    taken = select(func.count(LateUse.id)).where(LateUse.code_id == LateCode.id).scalar_subquery()
    good = (
        select(LateCode.id)
        .join(Approval, Approval.id == LateCode.approval_id)
        .where(
            LateCode.contest_id == contest.id,
            LateCode.until > moment,
            LateCode.revoked_at.is_(None),
            Approval.approved_at.is_not(None),
            taken < LateCode.uses,
        )
    )
    return db.session.scalar(good.limit(1)) is not None
