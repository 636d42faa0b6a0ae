"""Ideas that turned out to be the same, and whose support follows."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.domain.workflow import IdeaState
from mentorhub.ideas.models.idea import Idea
from mentorhub.platform.db import Base, Moment


class Merge(Base):
    """An idea that goes on within another; its author stays named there as a contributor."""

    __tablename__ = "idea_merge"
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"), unique=True)
    into_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"), index=True)
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    before: Mapped[IdeaState]  # where it was, should the merging be taken back

    idea: Mapped[Idea] = relationship(foreign_keys=idea_id)
    into: Mapped[Idea] = relationship(foreign_keys=into_id)

    @property
    def credited(self) -> str:
        """The author's name as everybody may read it; of an idea that is kept back nothing."""
        return "" if self.idea.is_confidential else self.idea.author.public_name


class SupportQuestion(Base):
    """“You supported the one: does your support follow to the other?”, asked once of each."""

    __tablename__ = "idea_support_question"
    __table_args__ = (UniqueConstraint("merge_id", "person_id"),)

    merge_id: Mapped[UUID] = mapped_column(ForeignKey("idea_merge.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    follows: Mapped[bool | None]
    was_moved: Mapped[bool] = mapped_column(default=False)  # else both were supported already
    answered_at: Mapped[datetime | None]

    merge: Mapped[Merge] = relationship()
    person: Mapped[Person] = relationship()
