from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.units.models import Unit


class RosterLine(Versioned, Base):
    """A member as the unit's list knows one: the fewest facts that do, with an account or not."""

    __tablename__ = "roster_line"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    created_at: Mapped[Moment]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    name_order: Mapped[str] = mapped_column(index=True)
    birth_year: Mapped[int | None]
    position: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), unique=True)
    code_digest: Mapped[str | None] = mapped_column(unique=True)
    code_expires_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship()
    person: Mapped[Person | None] = relationship()


class ListImport(Base):
    """A file somebody gave: looked at, then applied as a whole or forgotten.

    `content` is what was understood of it, never the file: it is emptied when applied or given up.
    """

    __abstract__ = True

    at: Mapped[Moment] = mapped_column(index=True)
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    file_digest: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(default=dict)
    added: Mapped[int] = mapped_column(default=0)
    applied_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    @declared_attr
    def unit(cls) -> Mapped[Unit]:
        return relationship(Unit)

    @property
    def is_open(self) -> bool:
        return self.applied_at is None and bool(self.content)

    @property
    def can_be_undone(self) -> bool:
        return self.applied_at is not None and self.undone_at is None


class RosterImport(ListImport):
    """A list of members."""

    __tablename__ = "roster_import"

    changed: Mapped[int] = mapped_column(default=0)


class RosterChange(Base):
    """What an import did to one line, so that it can be undone; no `before`: the line is new."""

    __tablename__ = "roster_change"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("roster_import.id"), index=True)
    line_id: Mapped[UUID] = mapped_column(
        ForeignKey("roster_line.id", ondelete="CASCADE"), index=True
    )
    version: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(default=dict)
