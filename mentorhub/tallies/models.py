from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.contests.models import Contest
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment

LASTS = timedelta(days=7)


class GivenTally(Base):
    """A file of marks given away from here: looked at by one, confirmed as a whole by another.

    `content` is what was understood of it, never the file: it is emptied when the marks are on
    their sheets, when it is declined and when it is given up. `approval` is there once it was
    passed on.
    """

    __tablename__ = "given_tally"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    stage: Mapped[int]
    at: Mapped[Moment] = mapped_column(index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    file_digest: Mapped[str]  # SHA-256, hexadecimal
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approval.id"), unique=True)
    entered: Mapped[int] = mapped_column(default=0)
    entered_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    by: Mapped[Person] = relationship()
    approval: Mapped[Approval | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.entered_at is None and bool(self.content) and now() < self.until

    @property
    def is_entered(self) -> bool:
        return self.entered_at is not None

    @property
    def until(self) -> datetime:
        """When it is forgotten unless it was confirmed."""
        return self.at + LASTS

    @property
    def is_passed_on(self) -> bool:
        return self.approval is not None and self.approval.is_open

    @property
    def short_digest(self) -> str:
        return self.file_digest[:12]
