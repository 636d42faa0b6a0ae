import enum
import hashlib
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, backref, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit


class Role(enum.StrEnum):
    UNIT_OFFICER = "unit_officer"
    SAFEGUARDING_OFFICER = "safeguarding_officer"
    ORGANISER = "organiser"  # may set up contests in the unit
    ADMIN = "admin"


BY_TWO = (Role.ORGANISER, Role.ADMIN)
"""What nobody gives alone (permission matrix Q)."""


class Grant(Base):
    """An office: this person has this role in this unit and below it."""

    __tablename__ = "grant_of_role"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    granted_at: Mapped[Moment]
    granted_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    agreed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))

    # read once a request as `offices`, and forgotten with the request
    person: Mapped[Person] = relationship(foreign_keys=person_id, backref=backref("offices"))
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    granted_by: Mapped[Person | None] = relationship(foreign_keys=granted_by_id)
    agreed_by: Mapped[Person | None] = relationship(foreign_keys=agreed_by_id)
    revoked_by: Mapped[Person | None] = relationship(foreign_keys=revoked_by_id)

    @property
    def is_held(self) -> bool:
        return self.revoked_at is None

    def reaches(self, role: Role, unit: Unit) -> bool:
        """Is this an office of that kind, over that unit, today?"""
        return self.is_held and self.role is role and self.unit.covers(unit)


class Proposal(Base):
    """An office one person asked for on behalf of somebody, until another agrees or declines."""

    __tablename__ = "office_proposal"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role]
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"), unique=True)

    person: Mapped[Person] = relationship()
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    approval: Mapped[Approval] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_from_the_server(self) -> bool:
        """Asked for on the command line: in no other way does anybody ask for themselves."""
        return self.approval.asked_by_id == self.person_id

    @property
    def digest_today(self) -> str:
        """What is agreed to: this person, as they are called today, this office, this unit."""
        facts = (self.person.id, self.person.full_name, self.role.value, self.unit.path)
        return hashlib.sha256("\x1f".join(map(str, facts)).encode()).hexdigest()
