"""Passkeys: a device makes one, a device signs in with it."""

import secrets
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from mentorhub.accounts.actions.account import digest_of, open_login, prove_password
from mentorhub.accounts.actions.limits import count, refuse_many_challenges, refuse_many_failures
from mentorhub.accounts.domain.proving import MOST_PASSKEYS, For
from mentorhub.accounts.models import Passkey, PasskeyChallenge, Person
from mentorhub.accounts.queries import passkey_called, passkeys_of
from mentorhub.activity.actions import record
from mentorhub.platform import passkeys
from mentorhub.platform.audit import note
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym

CHALLENGE_LASTS = timedelta(minutes=5)
NOT_ADDED = _l("The device's answer came too late or is not right. Begin again.")
OPENS_NOTHING = _l("This passkey opens no account here. Sign in with your password.")
TOO_MANY = _l("Ten passkeys are the most. Remove one you no longer use.")


def begin_passkey(person: Person, *, current: str, origin: str) -> str:
    """The question for the device, as JSON; it may be answered once within five minutes."""
    prove_password(person, current, origin=origin)
    known = passkeys_of(person)
    if len(known) >= MOST_PASSKEYS:
        raise Refused(TOO_MANY)
    return passkeys.to_register(
        _challenge(For.ADDING, person),
        user=person.id.bytes,
        name=person.full_name,
        known=[one.credential_id for one in known],
    )


def add_passkey(person: Person, answer: str, *, name: str) -> None:
    try:
        read = passkeys.read(answer)
        _use_up(read.challenge, For.ADDING, person.id)
        made = passkeys.registered(read)
    except passkeys.NotGenuine:
        raise Refused(NOT_ADDED) from None
    lock(person)
    if len(passkeys_of(person)) >= MOST_PASSKEYS:
        raise Refused(TOO_MANY)
    facts = {"public_key": made.public_key, "sign_count": made.sign_count, "created_at": now()}
    if not add_once(Passkey, person_id=person.id, credential_id=made.id, name=name, **facts):
        raise Refused(NOT_ADDED)
    record("passkey.added", person, by=person)


def begin_passkey_sign_in(*, origin: str) -> str:
    refuse_many_challenges(origin)
    return passkeys.to_sign_in(_challenge(For.SIGNING_IN, None))


def sign_in_with_passkey(answer: str, *, shared_computer: bool, device: str, origin: str) -> str:
    """The token of a new login, or the one refusal that fits every reason."""
    try:
        read = passkeys.read(answer)
    except passkeys.NotGenuine:
        raise Refused(OPENS_NOTHING) from None
    account = pseudonym("passkey", read.credential_id)
    refuse_many_failures(account, origin)
    person = _person_who_answered(read)
    count(account, origin, succeeded=person is not None)
    if person is None:
        raise Refused(OPENS_NOTHING)
    return open_login(person, device=device, shared_computer=shared_computer)


def remove_passkey(passkey: Passkey, *, by: Person) -> None:
    db.session.delete(passkey)
    record("passkey.removed", by, by=by)


def _person_who_answered(read: passkeys.Answer) -> Person | None:
    known = passkey_called(read.credential_id)
    if known is None:
        return None
    person = lock(db.session.get_one(Person, known.person_id))
    try:
        _use_up(read.challenge, For.SIGNING_IN, None)
        used = passkeys.count_in(read, public_key=known.public_key)
    except passkeys.NotGenuine:
        return None
    if not person.is_active or read.user not in (None, person.id.bytes):
        return None
    if (used or known.sign_count) and used <= known.sign_count:
        note("passkey.count_went_back", subject=person, by=person)  # a copy of the key is about
        return None
    known.sign_count, known.last_used_at = used, now()
    return person


def _challenge(purpose: For, person: Person | None) -> bytes:
    db.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < now()))
    made = secrets.token_bytes(32)
    db.session.add(
        PasskeyChallenge(
            digest=digest_of(made.hex()),
            purpose=purpose,
            person_id=person.id if person else None,
            expires_at=now() + CHALLENGE_LASTS,
        )
    )
    return made


def _use_up(challenge: bytes, purpose: For, person_id: UUID | None) -> None:
    """Of two who come with the same answer, one finds the row gone. Raises NotGenuine."""
    gone = db.session.execute(
        delete(PasskeyChallenge)
        .where(
            PasskeyChallenge.digest == digest_of(challenge.hex()),
            PasskeyChallenge.purpose == purpose,
            PasskeyChallenge.person_id == person_id,
            PasskeyChallenge.expires_at > now(),
        )
        .returning(PasskeyChallenge.id)
    )
    if gone.scalar_one_or_none() is None:
        raise passkeys.NotGenuine
