import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.consents.models import Guardian
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit


class Thread(Base):
    """The conversation about one thing; who takes part is asked of the thing's feature."""

    __tablename__ = "thread"
    __table_args__ = (UniqueConstraint("subject_type", "subject_id"),)

    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    opened_at: Mapped[Moment]
    frozen_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship()

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class Message(Base):
    __tablename__ = "message"

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    text: Mapped[str]
    language: Mapped[str]

    author: Mapped[Person] = relationship()
    thread: Mapped[Thread] = relationship()


class ReportState(enum.StrEnum):
    OPEN = "open"
    LIFTED = "lifted"  # the conversation goes on
    KEPT_CLOSED = "kept_closed"


class SafetyReport(Base):
    """Something somebody found unsafe. Only safeguarding officers ever learn who told it."""

    __tablename__ = "safety_report"

    at: Mapped[Moment]
    reporter_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    guardian_id: Mapped[UUID | None] = mapped_column(ForeignKey("guardian.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    thread_id: Mapped[UUID | None] = mapped_column(ForeignKey("thread.id"), index=True)
    page: Mapped[str] = mapped_column(default="")
    about: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    language: Mapped[str]
    state: Mapped[ReportState] = mapped_column(default=ReportState.OPEN)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")

    reporter: Mapped[Person | None] = relationship(foreign_keys=reporter_id)
    guardian: Mapped[Guardian | None] = relationship()
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    thread: Mapped[Thread | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.state is ReportState.OPEN
