from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.db import Base, Moment


class ContactLook(Base):
    """Somebody read a person's number or address. The reason is personal: it stands here only."""

    __tablename__ = "contact_look"
    __table_args__ = (Index("ix_contact_look_by", "by_id", "at"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]
    office: Mapped[str]
    reason: Mapped[str]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    by: Mapped[Person] = relationship(foreign_keys=by_id)
