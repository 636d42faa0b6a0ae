from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit


class Comment(Base):
    """What somebody wrote under an idea. `key` is of the page it was sent from: sent once.

    Taken back, its words are gone. Hidden, its author and the officer still read it.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("author_id", "key"),
        Index("ix_comment_newest", "idea_id", "id"),
        Index("ix_comment_lately", "author_id", "at"),
    )
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    key: Mapped[UUID]
    at: Mapped[Moment]
    text: Mapped[str]
    language: Mapped[str]
    taken_back_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(default="")

    idea: Mapped[Idea] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=author_id)

    @property
    def unit(self) -> Unit:
        """Whose officer answers for it: the idea's."""
        return self.idea.unit

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None

    @property
    def is_taken_back(self) -> bool:
        return self.taken_back_at is not None
