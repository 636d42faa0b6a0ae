"""An account of another house that lets somebody in."""

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models.person import Person
from mentorhub.platform.db import Base, Moment


class ProviderIdentity(Base):
    """Who the provider calls so is this person. An e-mail address never stands in for it."""

    __tablename__ = "provider_identity"
    __table_args__ = (
        UniqueConstraint("issuer", "subject"),
        UniqueConstraint("person_id", "issuer"),
    )

    issuer: Mapped[str]
    subject: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    linked_at: Mapped[Moment]

    person: Mapped[Person] = relationship()


class ProviderReturn(Base):
    """A way back from the provider that was walked: a second time it leads nowhere."""

    __tablename__ = "provider_return"

    state_digest: Mapped[str] = mapped_column(unique=True)
    at: Mapped[Moment] = mapped_column(index=True)
