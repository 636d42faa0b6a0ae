"""An idea, its tags, and what open pages saved of it."""

import enum
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.domain.workflow import BEING_WRITTEN, PUBLIC_STATES, IdeaState
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.platform.files import StoredFile
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

if TYPE_CHECKING:
    from mentorhub.ideas.models.around import Milestone, Posting


class Maturity(enum.StrEnum):
    """How far the thing itself is, as its team says."""

    IDEA = "idea"
    PROTOTYPE = "prototype"
    PILOT = "pilot"
    APPLIED = "applied"


class Visibility(enum.StrEnum):
    PUBLIC = "public"
    CONFIDENTIAL = "confidential"  # strangers read title, field and unit only


class Purpose(enum.StrEnum):
    TOPIC = "topic"
    NEED = "need"


class Idea(Versioned, Base):
    __tablename__ = "idea"
    __table_args__ = (
        # one index for each order and each narrow filter of the gallery, so that a page costs
        # the same however many ideas there are; with the state, for counts that read no row
        Index("ix_idea_newest", "approved_at", "id"),
        Index("ix_idea_most_backed", "backings", "id"),
        Index("ix_idea_sector_newest", "sector", "approved_at", "id", "state"),
        Index("ix_idea_unit_newest", "unit_id", "approved_at", "id", "state"),
        Index("ix_idea_maturity_newest", "maturity", "approved_at", "id"),
        Index(
            "ix_idea_in_use",
            "approved_at",
            "id",
            "visibility",
            sqlite_where=text("state = 'in_use'"),
            postgresql_where=text("state = 'in_use'"),
        ),
        # all that reports count by: they read this and not the ideas themselves
        Index("ix_idea_counted", "unit_id", "state", "visibility", "approved_at", "sent_at"),
    )
    shown_to_everyone = True

    author_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[UUID | None] = mapped_column(ForeignKey("team.id"), index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"))
    language: Mapped[str] = mapped_column(default="vi")
    title: Mapped[str] = mapped_column(default="")
    titles: Mapped[dict[str, str]] = mapped_column(default=dict)
    sector: Mapped[str] = mapped_column(default="")
    problem: Mapped[str] = mapped_column(default="")
    solution: Mapped[str] = mapped_column(default="")
    benefit: Mapped[str] = mapped_column(default="")
    maturity: Mapped[Maturity] = mapped_column(default=Maturity.IDEA)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.PUBLIC)
    state: Mapped[IdeaState] = mapped_column(default=IdeaState.DRAFT)
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[Moment]
    sent_at: Mapped[datetime | None]
    approved_at: Mapped[datetime | None]
    approved_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reminded_at: Mapped[datetime | None]  # of the step that is due since the last change of state
    backings: Mapped[int] = mapped_column(default=0)
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    team_size: Mapped[int | None] = query_expression()  # told by queries.idea_for_page only

    author: Mapped[Person] = relationship(foreign_keys=author_id)
    team: Mapped[Team | None] = relationship()
    unit: Mapped[Unit] = relationship()
    photo: Mapped[StoredFile | None] = relationship()
    tags: Mapped[list["IdeaTag"]] = relationship(
        cascade="all, delete-orphan", order_by="IdeaTag.position"
    )
    milestones: Mapped[list["Milestone"]] = relationship(order_by="Milestone.at, Milestone.id")
    posting: Mapped["Posting | None"] = relationship(viewonly=True)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def is_being_written(self) -> bool:
        return self.state in BEING_WRITTEN

    @property
    def is_confidential(self) -> bool:
        return self.visibility is Visibility.CONFIDENTIAL

    def title_in(self, language: str) -> str:
        return self.titles.get(language) or self.title

    def concepts(self, purpose: Purpose) -> list[str]:
        return [tag.concept for tag in self.tags if tag.purpose == purpose]


class PageSaving(Base):
    """What one open page saved of a draft last, by the key the page was given when it was made.

    A page whose reply was lost sends its words again: they begin no second idea, and what the
    page itself saved is nobody else's change. Gone once the idea is sent.
    """

    __tablename__ = "idea_page_saving"

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), index=True)
    key: Mapped[UUID] = mapped_column(unique=True)
    parts: Mapped[dict[str, str]] = mapped_column(default=dict)
    at: Mapped[Moment]


class IdeaTag(Base):
    """A concept of the taxonomy (or a word not in it yet) an idea is about, or needs help with."""

    __tablename__ = "idea_tag"
    __table_args__ = (UniqueConstraint("idea_id", "purpose", "concept"),)
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose]
    concept: Mapped[str] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)
