from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.db import Base, Moment
from mentorhub.together.domain import Side, Stage


class Review(Base):
    """How one side looks back: `told` is for the other side, `confided` for the Youth Union."""

    __tablename__ = "mentoring_review"
    __table_args__ = (UniqueConstraint("mentorship_id", "stage", "side"),)

    mentorship_id: Mapped[UUID] = mapped_column(ForeignKey("mentorship.id"))
    stage: Mapped[Stage]
    side: Mapped[Side]
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    reached: Mapped[int]  # 1 nothing yet … 4 all of it
    told: Mapped[str] = mapped_column(default="")
    confided: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")

    mentorship: Mapped[Mentorship] = relationship()
    author: Mapped[Person] = relationship()
