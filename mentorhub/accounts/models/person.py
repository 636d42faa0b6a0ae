"""A person is a pseudonym; who it is stands in a row of its own that can be erased."""

import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.domain.consent import (
    Age,
    Answer,
    Lacking,
    Purpose,
    Word,
    age_on,
    lacking,
    latest,
)
from mentorhub.accounts.models.agreeing import Consent
from mentorhub.platform.clock import today
from mentorhub.platform.db import Base, Moment
from mentorhub.units.models import Unit

TONES = ("blue", "green", "gold", "lotus", "teal", "silt")


class Hat(enum.StrEnum):
    """What a person mostly does here; it chooses the phone's middle tab and the first dashboard."""

    YOUTH = "youth"
    MENTOR = "mentor"
    JUROR = "juror"
    ORGANISER = "organiser"


class Person(Base):
    """A pseudonym. Flask-Login's questions are answered here, nothing else about HTTP."""

    __tablename__ = "person"
    shown_to_everyone = True

    created_at: Mapped[Moment]
    language: Mapped[str] = mapped_column(default="vi")
    hat: Mapped[Hat] = mapped_column(default=Hat.YOUTH)
    closed_at: Mapped[datetime | None]
    is_sample: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[UUID | None] = mapped_column(ForeignKey("unit.id"), index=True)

    unit: Mapped[Unit | None] = relationship()
    details: Mapped["PersonalDetails | None"] = relationship(
        back_populates="person", lazy="joined", innerjoin=False
    )
    consents: Mapped[list[Consent]] = relationship(
        foreign_keys=Consent.person_id, order_by=(Consent.at, Consent.id)
    )

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.closed_at is None

    @property
    def is_minor(self) -> bool:
        """Under 18, or possibly so: a birth year alone is read in the child's favour."""
        return self.age_group is not Age.ADULT

    @property
    def needs_guardian(self) -> bool:
        """Under 16, or possibly so: a guardian acts with them, and no team is theirs to lead."""
        return self.age_group is Age.CHILD

    @property
    def age_group(self) -> Age:
        return age_on(today(), self.details.birth_year if self.details else None)

    def lacks(self, purpose: Purpose) -> tuple[Lacking, ...]:
        """What is still missing before something may be done with this person for a purpose."""
        words = (Word(c.purpose, c.answer, c.guardian_id) for c in self.consents)
        return lacking(purpose, words, self.age_group)

    def has_answered(self, purpose: Purpose) -> bool:
        """Is anything of their own written down about it, whatever it says?"""
        return any(c.purpose == purpose and c.guardian_id is None for c in self.consents)

    def refuses(self, purpose: Purpose) -> bool:
        """Is the last word of theirs, or of a guardian, a no? Nothing said is no no."""
        words = [Word(c.purpose, c.answer, c.guardian_id) for c in self.consents]
        return any(answer is not Answer.GIVEN for answer in latest(purpose, words).values())

    def agrees_to(self, purpose: Purpose) -> bool:
        return not self.lacks(purpose)

    @property
    def takes_mail(self) -> bool:
        """May news be mailed, as far as consent goes?"""
        return self.agrees_to(Purpose.MESSAGES)

    @property
    def public_name(self) -> str:
        """The name strangers read, or nothing; of a minor never more than the given name."""
        return self.display_name if self.agrees_to(Purpose.PUBLICATION) else ""

    @property
    def display_name(self) -> str:
        """The name shown to people who may see names; of a minor the given name only."""
        if self.details is None:
            return ""
        return self.details.given_name if self.is_minor else self.full_name

    @property
    def full_name(self) -> str:
        """For team mates, and for those who answer for the team."""
        return self.details.name if self.details else ""

    @property
    def initials(self) -> str:
        words = self.display_name.split()
        return "".join(word[0] for word in words[-2:]).upper()

    @property
    def tone(self) -> str:
        return TONES[self.id.int % len(TONES)]

    @property
    def role_tab(self) -> str:
        return self.hat.value


def _one_proved(kind: str, column: str, proof: str) -> Index:
    proved = text(f"{proof} IS NOT NULL")
    name = f"uq_personal_details_proved_{kind}"
    return Index(name, column, unique=True, sqlite_where=proved, postgresql_where=proved)


class PersonalDetails(Base):
    """Who a person is. Erasing this row leaves the pseudonym and its history.

    A number or address is proved (`…_verified_at`) or only claimed: many may
    claim one, one proves it.
    """

    __tablename__ = "personal_details"
    __table_args__ = (
        _one_proved("phone", "phone", "phone_verified_at"),
        _one_proved("email", "email_key", "email_verified_at"),
    )
    shown_to_everyone = True

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    name_order: Mapped[str] = mapped_column(index=True)
    birth_year: Mapped[int | None]
    phone: Mapped[str | None] = mapped_column(index=True)
    phone_verified_at: Mapped[datetime | None]
    email: Mapped[str | None]
    email_key: Mapped[str | None] = mapped_column(index=True)
    email_verified_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="details")

    @property
    def given_name(self) -> str:
        return self.name.split()[-1] if self.name else ""
