from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Document
from mentorhub.eligibility.domain.standing import Latest, Verdict
from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.db import Base, Moment


class Decision(Base):
    """What was decided about an entry; it stays, also when it is taken back."""

    __tablename__ = "eligibility_decision"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    verdict: Mapped[Verdict]
    words: Mapped[str] = mapped_column(default="")  # the question, or the reason; the team reads it
    parts: Mapped[list[str]] = mapped_column(default=list)  # which the team may change
    until: Mapped[datetime | None]
    before: Mapped[EntryState]  # what the entry was, for taking the decision back
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    batch_id: Mapped[UUID | None] = mapped_column(index=True)  # of those decided with one click
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)

    entry: Mapped[Entry] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=by_id)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)

    @property
    def latest(self) -> Latest:
        return Latest(self.verdict, self.at, self.until, self.answered_at)

    @property
    def is_open_question(self) -> bool:
        return self.verdict is Verdict.MORE_NEEDED and self.answered_at is None


class Recommendation(Base):
    """What an officer would decide about an entry of their units; the team does not read it."""

    __tablename__ = "eligibility_recommendation"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    verdict: Mapped[Verdict]
    words: Mapped[str] = mapped_column(default="")  # the question, or the reason
    parts: Mapped[list[str]] = mapped_column(default=list)  # which the team would change
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    replaced_at: Mapped[datetime | None]  # by another one of the same officer

    entry: Mapped[Entry] = relationship()
    by: Mapped[Person] = relationship()

    @property
    def is_of_an_earlier_text(self) -> bool:
        sent_at = self.entry.submitted_at
        return sent_at is not None and sent_at > self.at


class Sight(Base):
    """Somebody saw a document, for the entry or for one person in it; there is no copy."""

    __tablename__ = "document_sight"

    document_id: Mapped[UUID] = mapped_column(ForeignKey("contest_document.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)

    document: Mapped[Document] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=by_id)
