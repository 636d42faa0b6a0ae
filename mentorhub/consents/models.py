from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from mentorhub.accounts.domain.addresses import address_key, email_in
from mentorhub.accounts.domain.consent import Purpose, Way
from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment


class Guardian(Base):
    """A parent or legal representative of somebody under 18; no account is needed.

    `contact` is for officers only. Of the link only the digest of its token is stored.
    """

    __tablename__ = "guardian"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    relation: Mapped[str]
    contact: Mapped[str] = mapped_column(default="")
    contact_key: Mapped[str] = mapped_column(default="", index=True)  # "": neither number nor mail
    created_at: Mapped[Moment]
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    checked_how: Mapped[Way | None]
    checked_at: Mapped[datetime | None]
    checked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    token_digest: Mapped[str | None] = mapped_column(unique=True)
    token_expires_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    child: Mapped[Person] = relationship(foreign_keys=person_id)

    @validates("contact")
    def _keep_its_key(self, _name: str, contact: str) -> str:
        self.contact_key = address_key(contact)
        return contact

    @property
    def link_works(self) -> bool:
        expires = self.token_expires_at
        return self.ended_at is None and expires is not None and expires > now()

    @property
    def is_told_by_mail(self) -> bool:
        """Do they only have to know, and gave an address? A child under 16 hands over the slip."""
        return (
            self.child.is_minor and not self.child.needs_guardian and bool(email_in(self.contact))
        )

    @property
    def knows_of_mentoring(self) -> bool:
        said = [(one.purpose, one.guardian_id) for one in self.child.consents]
        return self.ended_at is None and (Purpose.MENTOR_CONTACT, self.id) in said

    def agrees_to(self, purpose: Purpose) -> bool | None:
        """This guardian's last word on a purpose; None where nothing was said."""
        said = [
            consent.answer
            for consent in self.child.consents
            if consent.guardian_id == self.id and consent.purpose is purpose
        ]
        known = [answer for answer in said if answer != "informed"]
        return known[-1] == "given" if known else None
