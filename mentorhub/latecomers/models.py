import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval
from mentorhub.contests.models import Contest
from mentorhub.entries.domain import new_code
from mentorhub.entries.models import Entry
from mentorhub.latecomers.domain import Terms, Worth
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment

LASTS = timedelta(days=7)


class LateCode(Base):
    """One organiser asks for it with a reason, another agrees; then it lets `uses` teams in."""

    __tablename__ = "late_code"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    uses: Mapped[int]
    until: Mapped[datetime]
    label: Mapped[str]  # for whom, in the organisers' words: nobody else reads it
    reason: Mapped[str]  # every team that uses it reads it
    language: Mapped[str] = mapped_column(default="vi")
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"), unique=True)
    revoked_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    approval: Mapped[Approval] = relationship(lazy="joined", innerjoin=True)
    taken: Mapped[list["LateUse"]] = relationship(order_by="LateUse.number", back_populates="code")

    @property
    def terms(self) -> Terms:
        return Terms(
            self.uses,
            self.until,
            agreed=self.is_in_force,
            declined=self.approval.withdrawn_at is not None,
            revoked=self.revoked_at is not None,
        )

    @property
    def worth(self) -> Worth:
        return self.terms.worth(now(), used=len(self.taken))

    @property
    def is_in_force(self) -> bool:
        return self.approval.approved_at is not None

    @property
    def answer_by(self) -> datetime:
        return self.approval.asked_at + LASTS

    @property
    def digest_today(self) -> str:
        """What is agreed to, and under which deadline of all it was asked for."""
        contest = self.contest
        facts = (contest.id, contest.deadline_version, self.uses, self.until.timestamp())
        told = (*facts, self.label, self.reason)
        return hashlib.sha256("\x1f".join(map(str, told)).encode()).hexdigest()


class LateUse(Base):
    """One team that came in with a code. No number is given twice, and no team takes two."""

    __tablename__ = "late_use"
    __table_args__ = (
        UniqueConstraint("code_id", "number"),
        UniqueConstraint("code_id", "entry_id"),
    )

    code_id: Mapped[UUID] = mapped_column(ForeignKey("late_code.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    at: Mapped[Moment]

    code: Mapped[LateCode] = relationship(back_populates="taken")
    entry: Mapped[Entry] = relationship()
