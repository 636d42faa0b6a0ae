from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.db import Base, Moment
from mentorhub.reports.domain.targets import Target
from mentorhub.units.models import Unit


class UnitTarget(Base):
    """What the province asked of a unit for a year. Never changed: the highest number holds."""

    __tablename__ = "unit_target"
    __table_args__ = (UniqueConstraint("year", "unit_id", "number"),)

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    year: Mapped[int]
    number: Mapped[int]
    in_use: Mapped[int | None]
    approved: Mapped[int | None]
    set_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]

    unit: Mapped[Unit] = relationship()
    set_by: Mapped[Person] = relationship()

    @property
    def as_target(self) -> Target:
        return Target(self.in_use, self.approved, self.number)
