"""What lets somebody in, and who is in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models.person import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment


class Password(Base):
    __tablename__ = "password"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    hash: Mapped[str]
    changed_at: Mapped[Moment]


class ResetCode(Base):
    """A code an officer hands to somebody who forgot their password: once, and soon."""

    __tablename__ = "reset_code"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Moment]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Login(Base):
    """One device that is signed in. The cookie holds the token; only its digest is stored."""

    __tablename__ = "login"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[Moment]
    seen_at: Mapped[datetime | None] = mapped_column(default=now)  # to the hour
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(default="")
    is_shared_computer: Mapped[bool] = mapped_column(default=False)
    second_step_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()


class PendingAddress(Base):
    """A new e-mail address whose letter was not opened yet; the old one holds until then."""

    __tablename__ = "pending_address"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    email: Mapped[str]
    asked_at: Mapped[Moment]
    expires_at: Mapped[datetime]


class SignInAttempt(Base):
    """Kept although the sign-in failed: what rate limits count."""

    __tablename__ = "sign_in_attempt"

    at: Mapped[Moment] = mapped_column(index=True)
    account_digest: Mapped[str] = mapped_column(index=True)
    address_digest: Mapped[str] = mapped_column(index=True)
    succeeded: Mapped[bool]
