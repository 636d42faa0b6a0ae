from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.mentoring.models import Mentorship
from mentorhub.platform.clock import today
from mentorhub.platform.db import Base, Moment
from mentorhub.together.domain import Rhythm, Side


class Commitment(Base):
    """What one side wrote down; it holds once the other side agrees, until another one does.

    A row is never changed, so that nobody has agreed to what they did not read.
    """

    __tablename__ = "commitment"

    mentorship_id: Mapped[UUID] = mapped_column(ForeignKey("mentorship.id"), index=True)
    goals: Mapped[str]
    rhythm: Mapped[Rhythm]
    format: Mapped[str]  # online, in_person, phone
    until: Mapped[date]
    renews: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="vi")
    side: Mapped[Side]
    written_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    agreed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]  # written anew, or another one was agreed to

    mentorship: Mapped[Mentorship] = relationship()
    written_by: Mapped[Person] = relationship(foreign_keys=written_by_id)

    @property
    def is_proposed(self) -> bool:
        return self.agreed_at is None and self.replaced_at is None

    @property
    def is_over(self) -> bool:
        """The last day was yesterday or before."""
        return self.until < today()
