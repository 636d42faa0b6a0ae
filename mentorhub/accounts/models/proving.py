"""What proves who somebody is beside a password: one-time codes, recovery codes, passkeys."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.accounts.domain.proving import For
from mentorhub.platform.db import Base, Moment


class OneTimeSecret(Base):
    """What a person's app shares with us; it counts from the first right code on.

    `last_step` is the newest step (30 seconds each) whose code was taken: none is taken twice.
    """

    __tablename__ = "one_time_secret"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    locked: Mapped[str]
    begun_at: Mapped[Moment]
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)


class RecoveryCode(Base):
    """For who lost the app: ten of them, each once. Only digests are stored."""

    __tablename__ = "recovery_code"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    code_digest: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[Moment]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A key on a device of the person's; here is the half that only checks (COSE)."""

    __tablename__ = "passkey"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    created_at: Mapped[Moment]
    last_used_at: Mapped[datetime | None]


class PasskeyChallenge(Base):
    """A question that may be answered once, soon, and for one purpose; the row goes with it."""

    __tablename__ = "passkey_challenge"

    digest: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[For]
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)
