from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval
from mentorhub.judging.models.sheets import Scorecard
from mentorhub.platform.db import Base, Moment


class SheetConfirmation(Base):
    """A sheet far from the others of its entry, by which its juror stands: asked after closing.

    `total` is what it came to then; `reason` what the juror said, as an organiser wrote it down.
    """

    __tablename__ = "sheet_confirmation"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard.id"), unique=True)
    total: Mapped[Decimal] = mapped_column(Numeric(9, 2))
    reason: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]

    scorecard: Mapped[Scorecard] = relationship()


class EarlierRuling(Base):
    """What becomes of a sheet of a stage that is over, whose juror declared a conflict since then.

    `approval` is there where it is to be left out: that counts once another organiser has agreed.
    """

    __tablename__ = "earlier_ruling"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard.id"), unique=True)
    reason: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approval.id"))

    approval: Mapped[Approval | None] = relationship()

    @property
    def keeps(self) -> bool:
        return self.approval is None

    @property
    def waits(self) -> bool:
        return self.approval is not None and self.approval.approved_at is None
