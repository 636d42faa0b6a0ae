from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.db import Base, Moment


class Activity(Base):
    """Pseudonyms and facts only: no name, number or address is ever stored here."""

    __tablename__ = "activity"
    __table_args__ = (
        Index("ix_activity_subject", "subject_type", "subject_id", "id"),
        Index("ix_activity_untold", "told_at", "id"),
    )

    at: Mapped[Moment]
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    verb: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[UUID]
    contest_id: Mapped[UUID | None] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    told_at: Mapped[datetime | None]
