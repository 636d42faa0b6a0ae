"""What accounts hold about a person; the pseudonym itself stays, with no unit and no name."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from mentorhub.accounts.domain.addresses import address_key
from mentorhub.accounts.models import (
    Approval,
    Consent,
    Hat,
    Login,
    OneTimeSecret,
    Passkey,
    PasskeyChallenge,
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
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.platform.retention import Keeping


def close(person_id: UUID) -> None:
    person = db.session.get_one(Person, person_id)
    person.closed_at = person.closed_at or now()
    person.unit_id, person.hat, person.language = None, Hat.YOUTH, "vi"


def forget_attempts(person_id: UUID) -> None:
    """Attempts are kept under a digest of what was typed: it can be made again once more."""
    person = db.session.get_one(Person, person_id)
    typed = [person.details.phone, person.details.email] if person.details else []
    keys = [pseudonym("account", address_key(address)) for address in typed if address]
    keys.append(pseudonym("password of", str(person_id)))
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.account_digest.in_(keys)))
    db.session.execute(delete(PersonalDetails).where(PersonalDetails.person_id == person_id))


HOLDINGS = (
    Holding(
        Person,
        Matter.ACCOUNT,
        own="id",
        shown=("id", "created_at", "language", "hat", "closed_at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        erase=close,
    ),
    Holding(
        PersonalDetails,
        Matter.ACCOUNT,
        own="person_id",
        shown=(
            "name",
            "birth_year",
            "phone",
            "phone_verified_at",
            "email",
            "email_verified_at",
        ),
        words=("name_key", "name_order", "email_key"),
        erase=forget_attempts,
    ),
    Holding(Password, Matter.ACCOUNT, own="person_id", shown=("changed_at",), words=("hash",)),
    Holding(
        Login,
        Matter.ACCOUNT,
        own="person_id",
        shown=("created_at", "expires_at", "revoked_at", "device", "is_shared_computer"),
        words=("token_digest",),
    ),
    Holding(
        ResetCode,
        Matter.ACCOUNT,
        own="person_id",
        others=("made_by_id",),
        shown=("made_at", "expires_at", "used_at"),
        words=("code_digest",),
    ),
    Holding(
        OneTimeSecret,
        Matter.ACCOUNT,
        own="person_id",
        shown=("begun_at", "confirmed_at"),
        words=("locked",),
    ),
    Holding(
        RecoveryCode,
        Matter.ACCOUNT,
        own="person_id",
        shown=("made_at", "used_at"),
        words=("code_digest",),
    ),
    Holding(
        Passkey,
        Matter.ACCOUNT,
        own="person_id",
        shown=("name", "created_at", "last_used_at"),
        words=("credential_id",),
    ),
    Holding(PasskeyChallenge, Matter.ACCOUNT, own="person_id", words=("digest",)),
    Holding(
        PendingAddress,
        Matter.ACCOUNT,
        own="person_id",
        shown=("email", "expires_at"),
    ),
    Holding(
        ProviderIdentity,
        Matter.ACCOUNT,
        own="person_id",
        shown=("issuer", "subject", "linked_at"),
    ),
    Holding(
        Consent,
        Matter.CONSENTS,
        own="person_id",
        others=("entered_by_id",),
        shown=("purpose", "answer", "text_version", "at", "way"),
        fate=Fate.KEPT,
        reason=Reason.PROOF,
    ),
    Holding(
        Approval,
        Matter.OFFICES,
        own="asked_by_id",
        others=("approved_by_id",),
        shown=("action", "asked_at", "approved_at", "withdrawn_at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
)


def forget_old_attempts(before: datetime) -> None:
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at < before))


def forget_codes(before: datetime) -> None:
    db.session.execute(delete(ResetCode).where(ResetCode.expires_at < before))


def forget_ended_logins(before: datetime) -> None:
    ended = (Login.revoked_at < before) | (Login.expires_at < before)
    db.session.execute(delete(Login).where(ended))


RETENTION = (
    Keeping(
        "attempts",
        _l("Sign-in attempts, without name or address"),
        30,
        _l("to slow down who guesses passwords"),
        forget_old_attempts,
    ),
    Keeping(
        "codes",
        _l("Codes for a new password, after they have run out"),
        30,
        _l("to see who gave one to whom"),
        forget_codes,
    ),
    Keeping(
        "logins",
        _l("Sign-ins that have ended"),
        365,
        _l("the law asks for logs of twelve months"),
        forget_ended_logins,
    ),
)
