from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea
from mentorhub.platform.clock import now, today
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.platform.files import StoredFile
from mentorhub.rosters.models import ListImport
from mentorhub.slips.domain import Agreed, shown_name
from mentorhub.units.models import Unit

__all__ = ["Agreed", "Slip", "SlipImport"]


class SlipImport(ListImport):
    """A list of ideas."""

    __tablename__ = "slip_import"


class Slip(Versioned, Base):
    """Beside an idea typed for somebody: who its author is, who typed it, how the author agreed.

    Until the author takes the idea over with the code, an empty pseudonym stands for them.
    """

    __tablename__ = "slip"
    __table_args__ = (Index("ix_slip_helper", "helper_id", "created_at"),)

    idea_id: Mapped[UUID] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"), unique=True)
    helper_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[Moment]
    key: Mapped[UUID] = mapped_column(unique=True)
    name: Mapped[str]
    birth_year: Mapped[int | None]
    agreed: Mapped[Agreed]
    guardian_agreed: Mapped[bool] = mapped_column(default=False)
    written_on: Mapped[date]
    sign: Mapped[str] = mapped_column(index=True)
    photo_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_file.id"))
    code_digest: Mapped[str | None] = mapped_column(unique=True)
    code_expires_at: Mapped[datetime | None]
    code_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    import_id: Mapped[UUID | None] = mapped_column(ForeignKey("slip_import.id"), index=True)
    claimed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    claimed_at: Mapped[datetime | None]

    idea: Mapped[Idea] = relationship()
    helper: Mapped[Person] = relationship(foreign_keys=helper_id)
    claimed_by: Mapped[Person | None] = relationship(foreign_keys=claimed_by_id)
    photo: Mapped[StoredFile | None] = relationship()

    @property
    def unit(self) -> Unit:
        return self.idea.unit

    @property
    def shown_name(self) -> str:
        """The author's name for readers of the idea who may know names at all."""
        return shown_name(self.name, self.birth_year, today())

    @property
    def is_claimed(self) -> bool:
        return self.claimed_by_id is not None

    @property
    def code_holds(self) -> bool:
        expires = self.code_expires_at
        return self.code_digest is not None and expires is not None and expires > now()
