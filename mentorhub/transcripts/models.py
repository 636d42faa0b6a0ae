import enum
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.domain import new_code
from mentorhub.judging.models import Scorecard
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.transcripts.domain import Typed


class SheetState(enum.StrEnum):
    PRINTED = "printed"
    TYPING = "typing"  # in the hands of one secretary; the sheet on the screen is locked
    TYPED = "typed"  # waits for another secretary
    CONFIRMED = "confirmed"
    REPLACED = "replaced"  # printed anew since


class PaperSheet(Versioned, Base):
    """One sheet on paper, known by its code. `content` is what the first person typed, until the
    second has typed the same: from then on the marks stand on the card alone.
    """

    __tablename__ = "paper_sheet"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    scorecard_id: Mapped[UUID] = mapped_column(
        ForeignKey("scorecard.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(unique=True, default=new_code)
    print: Mapped[str]  # fingerprint of the criteria on it
    state: Mapped[SheetState] = mapped_column(default=SheetState.PRINTED)
    printed_at: Mapped[Moment]
    printed_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    typed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    typed_at: Mapped[datetime | None]
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    remark: Mapped[str] = mapped_column(default="")  # of the second person, who sent it back
    language: Mapped[str] = mapped_column(default="vi")  # of the remark
    confirmed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    card: Mapped[Scorecard] = relationship()
    typed_by: Mapped[Person | None] = relationship(foreign_keys=typed_by_id)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=confirmed_by_id)

    @property
    def typed(self) -> Typed:
        return Typed.read(self.content)

    @property
    def is_in_hand(self) -> bool:
        """Somebody types it, or has: nothing can be written on the screen meanwhile."""
        return self.state in (SheetState.TYPING, SheetState.TYPED)
