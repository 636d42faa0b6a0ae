import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.models.idea import Idea
from mentorhub.platform.db import Base, Moment


class JoinState(enum.StrEnum):
    ASKED = "asked"
    WELCOMED = "welcomed"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class JoinRequest(Base):
    """Somebody would rather join an idea than write it a second time; one open request each."""

    __tablename__ = "idea_join_request"
    __table_args__ = (
        Index(
            "uq_idea_join_request_open",
            "idea_id",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(default="")
    state: Mapped[JoinState] = mapped_column(default=JoinState.ASKED)
    asked_at: Mapped[Moment]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    idea: Mapped[Idea] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        return self.state is JoinState.ASKED
