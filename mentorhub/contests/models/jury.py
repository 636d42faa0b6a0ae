import enum
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.domain import ruleset
from mentorhub.platform.db import Base, Moment, Translated

if TYPE_CHECKING:
    from mentorhub.contests.models.contest import Contest


class Organiser(Base):
    """Somebody who runs this contest (permission matrix: CO)."""

    __tablename__ = "contest_organiser"
    __table_args__ = (UniqueConstraint("contest_id", "person_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    added_at: Mapped[Moment]

    person: Mapped[Person] = relationship()  # whether somebody is one of them is asked far oftener


class JurorState(enum.StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Juror(Base):
    """A seat on the jury; `person_id` is set when the invitation is accepted, or known before."""

    __tablename__ = "juror"
    shown_to_everyone = True
    __table_args__ = (UniqueConstraint("contest_id", "person_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[JurorState] = mapped_column(default=JurorState.INVITED)
    panel_id: Mapped[UUID | None] = mapped_column(ForeignKey("panel.id"), index=True)
    label: Mapped[str] = mapped_column(default="")  # what the organiser wrote on the invitation
    token_digest: Mapped[str | None] = mapped_column(unique=True)
    invited_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[Moment]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    contest: Mapped["Contest"] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)
    panel: Mapped["Panel | None"] = relationship(back_populates="jurors")

    @property
    def is_sitting(self) -> bool:
        return self.state is JurorState.ACCEPTED


class Secretary(Base):
    """Somebody asked to type paper sheets of one contest (permission matrix: SC).

    Without a person nobody has the address the organiser wrote, which only its owner finds out.
    """

    __tablename__ = "contest_secretary"
    __table_args__ = (UniqueConstraint("contest_id", "person_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    label: Mapped[str]  # what the organiser wrote
    asked_at: Mapped[Moment]
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    contest: Mapped["Contest"] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)

    @property
    def is_waiting(self) -> bool:
        return self.accepted_at is None and self.ended_at is None

    @property
    def serves(self) -> bool:
        return self.accepted_at is not None and self.ended_at is None


class Panel(Base):
    """A group of jurors who hear entries together."""

    __tablename__ = "panel"
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    readers: Mapped[int]

    jurors: Mapped[list[Juror]] = relationship(back_populates="panel")

    @property
    def rule(self) -> ruleset.Panel:
        return ruleset.Panel(self.name, self.readers)
