import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit


class Role(enum.StrEnum):
    UNIT_OFFICER = "unit_officer"
    SAFEGUARDING_OFFICER = "safeguarding_officer"
    ORGANISER = "organiser"  # may set up contests in the unit
    ADMIN = "admin"


class Grant(Base):
    """An office: this person has this role in this unit and below it."""

    __tablename__ = "grant_of_role"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    granted_at: Mapped[Moment]
    granted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None]

    # read once a request as `offices`, and forgotten with the request
    person: Mapped[Person] = relationship(foreign_keys=person_id, backref=backref("offices"))
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_held(self) -> bool:
        return self.revoked_at is None

    def reaches(self, role: Role, unit: Unit) -> bool:
        """Is this an office of that kind, over that unit, today?"""
        return self.is_held and self.role is role and self.unit.covers(unit)
