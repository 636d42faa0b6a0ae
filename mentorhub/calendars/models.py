from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit


class Feed(Base):
    """The secret address of somebody's dates; only the digest of its word is stored."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(
            "uq_calendar_feed_person",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    at: Mapped[Moment]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class Reminder(Base):
    """A team was reminded, so many hours before this deadline: once, however often a job runs."""

    __tablename__ = "deadline_reminder"
    __table_args__ = (UniqueConstraint("entry_id", "hours", "closes_at"),)

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"))
    hours: Mapped[int]
    closes_at: Mapped[datetime]
    at: Mapped[Moment]

    entry: Mapped[Entry] = relationship()


class UnitReminder(Base):
    """The officers of a unit were told how many entries it owes by this deadline: once."""

    __tablename__ = "unit_reminder"
    __table_args__ = (UniqueConstraint("contest_id", "unit_id", "closes_at"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    closes_at: Mapped[datetime]
    at: Mapped[Moment]

    contest: Mapped[Contest] = relationship()
    unit: Mapped[Unit] = relationship()
