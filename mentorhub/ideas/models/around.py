"""What hangs on an idea: support, followers, updates, its line, where it is in use."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.ideas.models.idea import Idea
from mentorhub.platform.db import Base, Moment
from mentorhub.platform.files import StoredFile
from mentorhub.units.models import Unit


class Backing(Base):
    """One person's support of an idea; of a fresh account it waits until it is settled."""

    __tablename__ = "idea_backing"
    __table_args__ = (
        UniqueConstraint("idea_id", "person_id"),
        Index(
            "ix_idea_backing_waiting",
            "id",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
    )
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    settled_at: Mapped[datetime | None]


class Likeness(Base):
    """An idea very like an earlier one of the same author: no officer approves it among many."""

    __tablename__ = "idea_likeness"

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), unique=True)
    twin_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"))
    at: Mapped[Moment]

    twin: Mapped[Idea] = relationship(foreign_keys=twin_id)


class Follow(Base):
    """Somebody who wants to hear what becomes of an idea."""

    __tablename__ = "idea_follow"
    __table_args__ = (UniqueConstraint("idea_id", "person_id"),)

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]

    idea: Mapped[Idea] = relationship()


class Update(Base):
    """A few lines of its team about how an idea goes on. `key` is of the page they came from."""

    __tablename__ = "idea_update"
    __table_args__ = (
        UniqueConstraint("author_id", "key"),
        Index("ix_idea_update_newest", "idea_id", "id"),
    )
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    key: Mapped[UUID]
    at: Mapped[Moment]
    text: Mapped[str]
    language: Mapped[str]

    idea: Mapped[Idea] = relationship()

    @property
    def unit(self) -> Unit:
        """Whose officer answers for it: the idea's."""
        return self.idea.unit


class Milestone(Base):
    """One point of an idea's line: idea → team → mentor → entry → award → in use."""

    __tablename__ = "idea_milestone"
    __table_args__ = (Index("ix_idea_milestone_counted", "kind", "idea_id", "at"),)
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"), index=True)
    at: Mapped[Moment]
    kind: Mapped[str]  # approved, team, mentor, entry, award, in_use
    subject_type: Mapped[str] = mapped_column(default="")
    subject_id: Mapped[UUID | None]
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class Adoption(Base):
    """Where an idea is in use, since when, for how many people."""

    __tablename__ = "idea_adoption"
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date]
    people: Mapped[int]
    evidence: Mapped[str] = mapped_column(default="")
    changes: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # figures before and after
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]

    photo: Mapped[StoredFile | None] = relationship()


class Posting(Base):
    """That an idea stands on the national portal too: since when and, where somebody said, where.

    Taken back, the row goes; the activity of both stays. The link is shown and never followed.
    """

    __tablename__ = "idea_posting"
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), unique=True)
    link: Mapped[str] = mapped_column(default="")
    posted_on: Mapped[date]
    noted_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]
