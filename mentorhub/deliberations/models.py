import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.contests.models import Contest, Juror
from mentorhub.deliberations.domain import Count, counted
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment


class Deliberation(Base):
    """The talk of a jury about one stage, from the moment a second organiser agreed to it."""

    __tablename__ = "deliberation"
    __table_args__ = (UniqueConstraint("contest_id", "stage"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    stage: Mapped[int]
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"))
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    approval: Mapped[Approval] = relationship()
    discussions: Mapped[list["Discussion"]] = relationship(
        order_by="Discussion.position", back_populates="deliberation"
    )
    motions: Mapped[list["Motion"]] = relationship(
        order_by="Motion.id", back_populates="deliberation"
    )

    @property
    def was_opened(self) -> bool:
        return self.opened_at is not None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def waits_for_agreement(self) -> bool:
        return not self.was_opened and self.approval.is_open


class Discussion(Base):
    """One entry on the agenda."""

    __tablename__ = "discussion"
    __table_args__ = (UniqueConstraint("deliberation_id", "entry_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    deliberation_id: Mapped[UUID] = mapped_column(ForeignKey("deliberation.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    position: Mapped[int]
    begun_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    deliberation: Mapped[Deliberation] = relationship(back_populates="discussions")
    entry: Mapped[Entry] = relationship()
    remarks: Mapped[list["Remark"]] = relationship(order_by="Remark.id")

    @property
    def is_on_the_floor(self) -> bool:
        return self.begun_at is not None and self.ended_at is None


class Remark(Base):
    """What somebody said of an entry, for whoever may be in the room."""

    __tablename__ = "remark"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    discussion_id: Mapped[UUID] = mapped_column(ForeignKey("discussion.id"), index=True)
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    text: Mapped[str]
    language: Mapped[str]

    author: Mapped[Person] = relationship()


class Matter(enum.StrEnum):
    """About what the jury votes."""

    ORDER = "order"  # among equals
    WITHHOLDING = "withholding"  # a prize nobody deserves
    OTHER = "other"


class Motion(Base):
    """Words to say yes or no to. `places` is the order it puts equals in, by entry id as hex."""

    __tablename__ = "motion"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    deliberation_id: Mapped[UUID] = mapped_column(ForeignKey("deliberation.id"), index=True)
    matter: Mapped[Matter]
    text: Mapped[str]
    language: Mapped[str]
    places: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    put_at: Mapped[Moment]
    put_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None]
    carried: Mapped[bool | None]
    reason: Mapped[str] = mapped_column(default="")

    deliberation: Mapped[Deliberation] = relationship(back_populates="motions")
    votes: Mapped[list["JurorVote"]] = relationship(back_populates="motion")

    @property
    def entries(self) -> list[UUID]:
        return [UUID(key) for key in self.places]

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None

    @property
    def count(self) -> Count:
        return counted(vote.answer for vote in self.votes)


class Answer(enum.StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class JurorVote(Base):
    """One juror's answer; the last one given before the motion is settled counts."""

    __tablename__ = "juror_vote"
    __table_args__ = (UniqueConstraint("motion_id", "juror_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    motion_id: Mapped[UUID] = mapped_column(ForeignKey("motion.id"), index=True)
    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"))
    answer: Mapped[Answer]
    at: Mapped[Moment]

    motion: Mapped[Motion] = relationship(back_populates="votes")
    juror: Mapped[Juror] = relationship()
