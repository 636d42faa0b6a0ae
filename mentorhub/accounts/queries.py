from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, false, func, or_, select

from mentorhub.accounts.domain.addresses import address_key
from mentorhub.accounts.models import (
    Login,
    OneTimeSecret,
    Passkey,
    Password,
    Person,
    PersonalDetails,
    ProviderIdentity,
    RecoveryCode,
    ResetCode,
    SignInAttempt,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db

# written once: composing it costs as much as asking it, and every signed-in request does
BEHIND = (
    select(Person)
    .join(Login, Login.person_id == Person.id)
    .where(
        Login.token_digest == bindparam("digest"),
        Login.revoked_at.is_(None),
        Login.expires_at > bindparam("moment"),
        Person.closed_at.is_(None),
    )
)


def person_behind(token_digest: str) -> Person | None:
    """Whose device this is, while the login lasts."""
    return db.session.scalar(BEHIND, {"digest": token_digest, "moment": now()})


def person_at(address: str) -> Person | None:
    """Who signs in with this number or e-mail, in any of its spellings."""
    key = address_key(address)
    if not key:
        return None
    return db.session.scalar(
        select(Person)
        .join(Person.details)
        .where(
            or_(PersonalDetails.phone == key, PersonalDetails.email_key == key),
            Person.closed_at.is_(None),
        )
    )


def is_taken(*, phone: str | None, email_key: str | None) -> bool:
    """Does any account, closed ones too, hold this number or address?"""
    held = or_(
        false(),
        *([PersonalDetails.phone == phone] if phone else []),
        *([PersonalDetails.email_key == email_key] if email_key else []),
    )
    return db.session.scalar(select(PersonalDetails.id).where(held).limit(1)) is not None


def password_of(person_id: UUID | None) -> Password | None:
    return db.session.scalar(select(Password).where(Password.person_id == person_id))


def provider_identity(issuer: str, subject: str) -> ProviderIdentity | None:
    """Who is linked with this account of a provider."""
    return db.session.scalar(select(ProviderIdentity).filter_by(issuer=issuer, subject=subject))


def identity_of(person_id: UUID, issuer: str) -> ProviderIdentity | None:
    """The account of this provider a person is linked with."""
    return db.session.scalar(select(ProviderIdentity).filter_by(person_id=person_id, issuer=issuer))


def reset_code(code_digest: str) -> ResetCode | None:
    """A code that was not used, is not too old, and is younger than the password."""
    return db.session.scalar(
        select(ResetCode)
        .outerjoin(Password, Password.person_id == ResetCode.person_id)
        .where(
            ResetCode.code_digest == code_digest,
            ResetCode.used_at.is_(None),
            ResetCode.expires_at > now(),
            or_(Password.changed_at.is_(None), Password.changed_at < ResetCode.made_at),
        )
    )


def open_logins(person: Person) -> Select[Login]:
    """The devices that are signed in today, the newest first."""
    return (
        select(Login)
        .where(
            Login.person_id == person.id,
            Login.revoked_at.is_(None),
            Login.expires_at > now(),
        )
        .order_by(Login.created_at.desc(), Login.id.desc())
    )


def login_of(token_digest: str) -> Login | None:
    return db.session.scalar(select(Login).where(Login.token_digest == token_digest))


def attempts(*, since: datetime, succeeded: bool, **digests: str) -> int:
    """How often somebody tried since then, for one account or one network address."""
    statement = (
        select(func.count())
        .select_from(SignInAttempt)
        .where(SignInAttempt.at > since, SignInAttempt.succeeded.is_(succeeded))
        .filter_by(**digests)
    )
    return db.session.scalar(statement) or 0


def secret_of(person: Person) -> OneTimeSecret | None:
    """The secret that counts: a code from it was right once."""
    return db.session.scalar(
        select(OneTimeSecret).where(
            OneTimeSecret.person_id == person.id, OneTimeSecret.confirmed_at.is_not(None)
        )
    )


def begun_secret_of(person: Person, *, since: datetime) -> OneTimeSecret | None:
    return db.session.scalar(
        select(OneTimeSecret).where(
            OneTimeSecret.person_id == person.id,
            OneTimeSecret.confirmed_at.is_(None),
            OneTimeSecret.begun_at > since,
        )
    )


def recovery_code(code_digest: str) -> RecoveryCode | None:
    return db.session.scalar(select(RecoveryCode).where(RecoveryCode.code_digest == code_digest))


def recovery_codes_left(person: Person) -> int:
    statement = select(func.count()).select_from(RecoveryCode)
    unused = (RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None))
    return db.session.scalar(statement.where(*unused)) or 0


def passkeys_of(person: Person) -> Sequence[Passkey]:
    statement = select(Passkey).where(Passkey.person_id == person.id)
    return db.session.scalars(statement.order_by(Passkey.created_at, Passkey.id)).all()


def passkey_called(credential_id: str) -> Passkey | None:
    return db.session.scalar(select(Passkey).where(Passkey.credential_id == credential_id))
