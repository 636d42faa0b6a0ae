import enum
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit

if TYPE_CHECKING:
    from mentorhub.contests.models.contest import Contest


class Change(Base):
    """A version of a contest after it was announced: what was said before, what is said since.

    `parts` is a list of {"rule": …, "before": [{"vi": …, "en": …, "fr": …}], "after": […]}: the
    sentences as they were read then, so that no later program says them otherwise.
    """

    __tablename__ = "contest_change"
    shown_to_everyone = explains_contests = True
    __table_args__ = (UniqueConstraint("contest_id", "number"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    number: Mapped[int]
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    agreed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    parts: Mapped[list[dict[str, Any]]]

    by: Mapped[Person] = relationship(foreign_keys=by_id)
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=agreed_by_id)


class ByTwo(enum.StrEnum):
    """What of an announced contest nobody changes alone."""

    DEADLINE = "deadline"
    CRITERIA = "criteria"  # once the first mark was given


class Amendment(Base):
    """A change one organiser asks for, until another authorised person agrees or declines.

    `content` is what would be put in place, `parts` what would be said otherwise then (as in
    Change), `base` the number of the last change when it was asked for. The approval's digest
    says what exactly is agreed to, and on which ground.
    """

    __tablename__ = "contest_amendment"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    matter: Mapped[ByTwo]
    content: Mapped[dict[str, Any]]
    parts: Mapped[list[dict[str, Any]]]
    reason: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    base: Mapped[int]
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"), unique=True)

    contest: Mapped["Contest"] = relationship()
    approval: Mapped[Approval] = relationship(lazy="joined", innerjoin=True)

    @property
    def unit(self) -> Unit:
        """The contest's: whoever administers it may answer."""
        return self.contest.unit

    @property
    def closes_at(self) -> datetime | None:
        """The deadline asked for, if it is about that."""
        told = self.content.get("closes_at")
        return datetime.fromisoformat(told) if told else None

    @property
    def moves_stages(self) -> bool:
        """Do the later stages move with the deadline?"""
        return bool(self.content.get("moves_stages"))

    @property
    def answer_by(self) -> datetime:
        """From then on nobody can agree any more."""
        return self.approval.asked_at + LASTS


LASTS = timedelta(days=7)
