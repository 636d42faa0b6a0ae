import enum
import hashlib
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base

LASTS = timedelta(days=7)


class Kind(enum.StrEnum):
    EXTENSION = "extension"
    DISQUALIFICATION = "disqualification"
    REINSTATEMENT = "reinstatement"
    PENALTY = "penalty"


class Measure(Base):
    """One organiser asks for it with a reason the team reads; another agrees or declines."""

    __tablename__ = "entry_measure"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    kind: Mapped[Kind]
    until: Mapped[datetime | None]  # the deadline of an extension
    points: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))  # of a penalty; 0 lifts it
    reason: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"), unique=True)

    entry: Mapped[Entry] = relationship()
    approval: Mapped[Approval] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_in_force(self) -> bool:
        return self.approval.approved_at is not None

    @property
    def answer_by(self) -> datetime:
        return self.approval.asked_at + LASTS

    @property
    def digest_today(self) -> str:
        """What is agreed to, and how the entry stood: its words may go on changing meanwhile."""
        entry = self.entry
        facts = [entry.id, self.kind.value, self.until, entry.state.value, entry.extended_until]
        if self.kind is Kind.PENALTY:
            facts += [_points(self.points), _points(entry.penalty)]
        return hashlib.sha256("\x1f".join(map(_plain, facts)).encode()).hexdigest()


def _points(points: Decimal | None) -> str:
    """5 and 5.00 are the same points."""
    return f"{points or 0:.2f}"


def _plain(fact: object) -> str:
    return str(fact.timestamp()) if isinstance(fact, datetime) else str(fact)
