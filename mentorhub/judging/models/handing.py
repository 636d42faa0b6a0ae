"""What handing out rests on: the jury's own words, the organisers' wishes, and long sums."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging.domain.handing import Linkage
from mentorhub.platform.db import Base, Moment, Versioned


class JurorAnswer(Base):
    """What a juror agreed to and said of themselves when they took the seat.

    `rules_version` is the number of the last change of the contest whose rules they read. `fields`
    are sectors of the taxonomy, `languages` those they read entries in; empty: they did not say.
    """

    __tablename__ = "juror_answer"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"), unique=True)
    rules_version: Mapped[int]
    agreed_at: Mapped[Moment]
    fields: Mapped[list[str]] = mapped_column(default=list)
    languages: Mapped[list[str]] = mapped_column(default=list)
    knows: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")

    juror: Mapped[Juror] = relationship()


class Wishes(Versioned, Base):
    """How the organisers of a contest want its entries handed out.

    `most_of` are limits of single jurors by their id; `pinned` are “juror entry”, by their ids.
    """

    __tablename__ = "handing_wishes"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), unique=True)
    least: Mapped[int] = mapped_column(default=0)
    most: Mapped[int | None]
    most_of: Mapped[dict[str, Any]] = mapped_column(default=dict)
    one_per_unit: Mapped[bool] = mapped_column(default=False)
    linkage: Mapped[Linkage] = mapped_column(default=Linkage.NONE)
    moves: Mapped[bool] = mapped_column(default=False)
    pinned: Mapped[list[str]] = mapped_column(default=list)

    contest: Mapped[Contest] = relationship()


class JuryReminder(Base):
    """A juror was reminded, so many hours before the day the jury is asked to be ready: once."""

    __tablename__ = "jury_reminder"
    __table_args__ = (UniqueConstraint("juror_id", "hours", "closes_at"),)

    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"))
    hours: Mapped[int]
    closes_at: Mapped[datetime]
    at: Mapped[Moment]

    juror: Mapped[Juror] = relationship()


class Solution(Base):
    """A sum too long for a page, asked for once for the same facts, and what the worker found.

    `found` holds the pairs, or what stands in the way; None until it is done.
    """

    __tablename__ = "handing_solution"
    __table_args__ = (UniqueConstraint("contest_id", "digest"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    digest: Mapped[str]
    asked_at: Mapped[Moment]
    done_at: Mapped[datetime | None]
    found: Mapped[dict[str, Any] | None]
