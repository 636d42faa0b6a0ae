import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment
from mentorhub.rights.domain import WAIT
from mentorhub.units.models import Unit


class Kind(enum.StrEnum):
    ACCESS = "access"
    ERASE = "erase"
    WITHDRAW = "withdraw"
    CORRECT = "correct"
    OBJECT = "object"


class RequestState(enum.StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class DataRequest(Base):
    """One use of a right. `words` are the person's; they go when the person is erased."""

    __tablename__ = "data_request"
    __table_args__ = (Index("ix_data_request_list", "unit_id", "state", "done_due"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"))  # when it was asked
    kind: Mapped[Kind]
    words: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")
    by_guardian: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[Moment]
    answer_due: Mapped[datetime]
    done_due: Mapped[datetime]
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    handled_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reminded_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    unit: Mapped[Unit | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.state is RequestState.OPEN

    @property
    def due(self) -> datetime:
        """What comes next: the answer, then the deed."""
        return self.done_due if self.answered_at else self.answer_due

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due < now()

    @property
    def erased_from(self) -> datetime:
        """When an erasure that is not taken back begins."""
        return self.asked_at + WAIT

    @property
    def needs_an_officer(self) -> bool:
        """What is asked for in words; the rest the program does by itself."""
        return self.is_open and self.kind in (Kind.CORRECT, Kind.OBJECT)
