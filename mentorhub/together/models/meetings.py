from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.together.domain import MeetingState, Side


class Meeting(Versioned, Base):
    """Proposed with up to three times, agreed to with one, then written about in three lines."""

    __tablename__ = "mentor_meeting"

    mentorship_id: Mapped[UUID] = mapped_column(ForeignKey("mentorship.id"), index=True)
    side: Mapped[Side]
    proposed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    proposed_at: Mapped[Moment]
    times: Mapped[list[str]]  # moments in UTC, ISO 8601
    minutes: Mapped[int]  # as planned, then as it was
    format: Mapped[str]  # online, in_person, phone
    place: Mapped[str] = mapped_column(default="")
    beside: Mapped[str] = mapped_column(default="")  # the second adult, where a minor is there
    room: Mapped[str] = mapped_column(default="")  # the address of a call
    language: Mapped[str] = mapped_column(default="vi")
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PROPOSED)
    begins_at: Mapped[datetime | None]  # the time that was agreed to
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    done: Mapped[str] = mapped_column(default="")
    decided: Mapped[str] = mapped_column(default="")
    noted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    noted_side: Mapped[Side | None]
    noted_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]  # by the other side: from then on its minutes count

    mentorship: Mapped[Mentorship] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=proposed_by_id)
    steps: Mapped[list["NextStep"]] = relationship(
        order_by="NextStep.due, NextStep.id", cascade="all, delete-orphan", lazy="selectin"
    )

    @property
    def choices(self) -> list[datetime]:
        """The proposed times, the first first."""
        return sorted(datetime.fromisoformat(one) for one in self.times)

    @property
    def open_choices(self) -> list[datetime]:
        """Those that are still to come."""
        return [one for one in self.choices if one > now()]

    @property
    def has_begun(self) -> bool:
        return self.begins_at is not None and self.begins_at <= now()

    @property
    def is_noted(self) -> bool:
        return self.noted_at is not None

    @property
    def mark_of_notes(self) -> str:
        """What the other side's page carries: of these notes, and of no later ones."""
        return self.noted_at.astimezone(UTC).isoformat() if self.noted_at else ""


class NextStep(Base):
    """What one side does until a day; ticked off by that side."""

    __tablename__ = "next_step"

    meeting_id: Mapped[UUID] = mapped_column(
        ForeignKey("mentor_meeting.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str]
    side: Mapped[Side]
    due: Mapped[date]
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="steps")

    @property
    def mentorship(self) -> Mentorship:
        return self.meeting.mentorship

    @property
    def is_overdue(self) -> bool:
        return self.done_at is None and self.due < today()
