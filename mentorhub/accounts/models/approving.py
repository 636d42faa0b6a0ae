"""An act that needs two persons."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models.person import Person
from mentorhub.platform.db import Base, Moment
from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _l


class Approval(Base):
    """Two persons for one act: who asked for what exactly, and who agreed to exactly that."""

    __tablename__ = "approval"

    action: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID] = mapped_column(index=True)
    digest: Mapped[str]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[Moment]
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)

    @property
    def is_open(self) -> bool:
        return self.approved_at is None and self.withdrawn_at is None

    @property
    def mark(self) -> str:
        """What the second person's page carries: of this request, and of no later one."""
        return self.id.hex

    def must_be(self, seen: str) -> None:
        """Raises Stale where the page of whoever agrees showed another request than this one."""
        if self.mark != seen:
            raise Stale(_l("This was asked for anew after you opened the page. Read it once more."))


WAITS_FOR_A_SECOND = and_(Approval.approved_at.is_(None), Approval.withdrawn_at.is_(None))
"""`Approval.is_open`, for statements that join it."""
