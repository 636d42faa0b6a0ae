import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.publishing.models import Publication


class Kind(enum.StrEnum):
    """What can be looked at again. What the jury liked is not among it."""

    ARITHMETIC = "arithmetic"
    ELIGIBILITY = "eligibility"
    PROCEDURE = "procedure"


class Complaint(Versioned, Base):
    """`checked` is what was looked at again and found: {"table", "log", "ledger", "findings"}.

    The answer is one organiser's proposal until `approval` is given by another; then it is told.
    """

    __tablename__ = "complaint"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"))
    key: Mapped[UUID] = mapped_column(unique=True)
    kind: Mapped[Kind]
    text: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    filed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    filed_at: Mapped[Moment]
    checked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    is_upheld: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="")
    answer_language: Mapped[str] = mapped_column(default="vi")
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approval.id"))
    answered_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    entry: Mapped[Entry] = relationship()
    publication: Mapped[Publication] = relationship()
    filed_by: Mapped[Person] = relationship()
    approval: Mapped[Approval | None] = relationship()

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None

    @property
    def waits_for_another(self) -> bool:
        """An answer is proposed, and another organiser has to agree."""
        return not self.is_answered and self.approval is not None and self.approval.is_open
