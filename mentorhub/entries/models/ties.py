"""What keeps a juror from an entry, and what somebody looked into and found to be nothing."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.db import Base, Moment


class Conflict(Base):
    """A juror's relation to an entry: it wins over every grant."""

    __tablename__ = "conflict"
    __table_args__ = (UniqueConstraint("juror_id", "entry_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    declared_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]

    declared_by: Mapped[Person] = relationship()


class Ground(enum.StrEnum):
    """Why a tie is suspected. Teams, mentors, guardians are no suspicion: nobody clears those."""

    UNIT = "unit"
    CONTACT = "contact"  # the same number or address somewhere in the team


class Clearance(Base):
    """A suspected tie an organiser looked into: it is none. Rows are ended, never changed."""

    __tablename__ = "clearance"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    ground: Mapped[Ground]
    reason: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(foreign_keys=by_id)
    ended_by: Mapped[Person | None] = relationship(foreign_keys=ended_by_id)


Index(
    "uq_clearance_in_force",
    Clearance.juror_id,
    Clearance.entry_id,
    Clearance.ground,
    unique=True,
    sqlite_where=Clearance.ended_at.is_(None),
    postgresql_where=Clearance.ended_at.is_(None),
)
