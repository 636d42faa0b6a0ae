from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm.interfaces import ORMOption

from mentorhub.accounts.domain.addresses import address_key
from mentorhub.accounts.models import (
    Login,
    OneTimeSecret,
    Passkey,
    Password,
    PendingAddress,
    Person,
    PersonalDetails,
    ProviderIdentity,
    RecoveryCode,
    ResetCode,
    SignInAttempt,
)
from mentorhub.platform.clock import now
from mentorhub.platform.db import db

ALONG: list[Callable[[], ORMOption]] = []
"""What features above want with whoever asks, in the same statement: app.py names it."""


@cache  # composing it costs as much as asking it, and every signed-in request does
def _behind() -> Select[Person, datetime | None]:
    return (
        select(Person, Login.seen_at)
        .join(Login, Login.person_id == Person.id)
        .where(
            Login.token_digest == bindparam("digest"),
            Login.revoked_at.is_(None),
            Login.expires_at > bindparam("moment"),
            Person.closed_at.is_(None),
        )
        .options(*(option() for option in ALONG))
    )


def person_behind(token_digest: str) -> tuple[Person, datetime | None] | None:
    """Whose device this is, while the login lasts, and when it was last seen."""
    moment = {"digest": token_digest, "moment": now()}
    return db.session.execute(_behind(), moment).unique().first()


def seeing(token_digest: str) -> Update:
    return update(Login).where(Login.token_digest == token_digest).values(seen_at=now())


def _proves(key: str) -> ColumnElement[bool]:
    return or_(
        and_(PersonalDetails.phone == key, PersonalDetails.phone_verified_at.is_not(None)),
        and_(PersonalDetails.email_key == key, PersonalDetails.email_verified_at.is_not(None)),
    )


def holders(address: str) -> Sequence[Person]:
    """Everybody who signs in with this number or e-mail: who proved it first, then the oldest."""
    key = address_key(address)
    statement = (
        select(Person)
        .join(Person.details)
        .where(
            or_(PersonalDetails.phone == key, PersonalDetails.email_key == key),
            Person.closed_at.is_(None),
        )
        .order_by(_proves(key).desc(), Person.created_at, Person.id)
    )
    return db.session.scalars(statement).all()


def person_at(address: str) -> Person | None:
    """Who proved this number or e-mail; where nobody did, whoever alone claims it."""
    found = holders(address)
    alone = len(found) == 1 or (bool(found) and proves(found[0], address))
    return found[0] if alone else None


def proves(person: Person, address: str) -> bool:
    """Has the person proved this number or address?"""
    key, details = address_key(address), person.details
    if details is None or not key:
        return False
    by_phone = details.phone == key and details.phone_verified_at is not None
    return by_phone or (details.email_key == key and details.email_verified_at is not None)


def all_with(column: str, value: str) -> Sequence[PersonalDetails]:
    """Everybody, closed accounts too, who names this number or address: locked, as they are now."""
    held = getattr(PersonalDetails, column)
    return db.session.scalars(
        select(PersonalDetails)
        .where(held == value)
        .order_by(PersonalDetails.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def proved_by_another(person: Person, email: str) -> bool:
    """Is the e-mail address somebody else's? Then nothing of this person is written to it."""
    statement = select(PersonalDetails.id).where(
        PersonalDetails.email_key == address_key(email),
        PersonalDetails.email_verified_at.is_not(None),
        PersonalDetails.person_id != person.id,
    )
    return db.session.scalar(statement.limit(1)) is not None


def pending_of(person: Person) -> PendingAddress | None:
    return db.session.scalar(
        select(PendingAddress).where(
            PendingAddress.person_id == person.id, PendingAddress.expires_at > now()
        )
    )


def forget_pending(person: Person) -> None:
    db.session.execute(delete(PendingAddress).where(PendingAddress.person_id == person.id))


def hashes_of(people: Collection[UUID]) -> dict[UUID, str]:
    """One statement, asked for nobody too."""
    statement = select(Password.person_id, Password.hash).where(Password.person_id.in_(people))
    return dict(db.session.execute(statement).all())


def password_of(person_id: UUID | None) -> Password | None:
    return db.session.scalar(select(Password).where(Password.person_id == person_id))


def provider_identity(issuer: str, subject: str) -> ProviderIdentity | None:
    """Who is linked with this account of a provider."""
    return db.session.scalar(select(ProviderIdentity).filter_by(issuer=issuer, subject=subject))


def identity_of(person_id: UUID, issuer: str) -> ProviderIdentity | None:
    """The account of this provider a person is linked with."""
    return db.session.scalar(select(ProviderIdentity).filter_by(person_id=person_id, issuer=issuer))


def reset_code(code_digests: Collection[str]) -> ResetCode | None:
    """A code that was not used, is not too old, and is younger than the password."""
    return db.session.scalar(
        select(ResetCode)
        .outerjoin(Password, Password.person_id == ResetCode.person_id)
        .where(
            ResetCode.code_digest.in_(code_digests),
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
