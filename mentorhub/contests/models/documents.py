from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.contests.domain import documents
from mentorhub.contests.domain.documents import Whose
from mentorhub.platform.db import Base, Translated


class Document(Base):
    """A paper a contest asks to see; it is looked at and never copied."""

    __tablename__ = "contest_document"
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    whose: Mapped[Whose] = mapped_column(default=Whose.ENTRY)

    @property
    def rule(self) -> documents.Document:
        return documents.Document(self.name, self.whose)
