import enum
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.domain.workflow import BEING_WRITTEN, PUBLIC_STATES, IdeaState
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.platform.files import StoredFile
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

__all__ = [
    "PUBLIC_STATES",
    "Adoption",
    "Backing",
    "Idea",
    "IdeaState",
    "IdeaTag",
    "Maturity",
    "Milestone",
    "Purpose",
    "Visibility",
]


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
        # the same however many ideas there are
        Index("ix_idea_newest", "approved_at", "id"),
        Index("ix_idea_most_backed", "backings", "id"),
        Index("ix_idea_sector_newest", "sector", "approved_at", "id"),
        Index("ix_idea_unit_newest", "unit_id", "approved_at", "id"),
        Index("ix_idea_maturity_newest", "maturity", "approved_at", "id"),
        Index(
            "ix_idea_in_use",
            "approved_at",
            "id",
            sqlite_where=text("state = 'in_use'"),
            postgresql_where=text("state = 'in_use'"),
        ),
        Index("ix_idea_unit_state", "unit_id", "state"),
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


class IdeaTag(Base):
    """A concept of the taxonomy (or a word not in it yet) an idea is about, or needs help with."""

    __tablename__ = "idea_tag"
    __table_args__ = (UniqueConstraint("idea_id", "purpose", "concept"),)
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    purpose: Mapped[Purpose]
    concept: Mapped[str] = mapped_column(index=True)
    position: Mapped[int] = mapped_column(default=0)


class Backing(Base):
    """One person's support of an idea."""

    __tablename__ = "idea_backing"
    __table_args__ = (UniqueConstraint("idea_id", "person_id"),)
    shown_to_everyone = True

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]


class Milestone(Base):
    """One point of an idea's line: idea → team → mentor → entry → award → in use."""

    __tablename__ = "idea_milestone"
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
    reported_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]
