"""A new password for who forgot the old one: by a letter, or by a code from an officer."""

import hmac
import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete

from mentorhub.accounts.actions.account import end_other_logins
from mentorhub.accounts.actions.limits import count, refuse_many_failures
from mentorhub.accounts.actions.proving import EMAIL, take
from mentorhub.accounts.actions.second_steps import forget_second_steps
from mentorhub.accounts.actions.telling import email_of, tell_owner
from mentorhub.accounts.domain.addresses import address_key
from mentorhub.accounts.models import Password, Person, ProviderIdentity, ResetCode
from mentorhub.accounts.queries import (
    forget_pending,
    holders,
    password_of,
    proved_by_another,
    proves,
    reset_code,
)
from mentorhub.activity.actions import record
from mentorhub.jobs import actions as jobs
from mentorhub.notifications.actions import greeting, post
from mentorhub.platform import mail, passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l, in_language
from mentorhub.platform.pseudonyms import pseudonym

EASY_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # read aloud on the phone: no O or 0, I or 1
CODE_LENGTH = 8
CODE_LASTS = timedelta(minutes=30)

NO_SUCH_CODE = _l("This code is not for this number or address, or no longer valid.")
LETTERS = 3  # to those who only claim an address
LINK_LASTS = timedelta(minutes=30)
NO_SUCH_LINK = _l("This link was used, or is older than half an hour. Ask for a new one.")


def make_reset_code(person: Person, *, by: Person) -> str:
    """A code for a new password, to be handed over in person; it is told once."""
    code = "".join(secrets.choice(EASY_LETTERS) for _place in range(CODE_LENGTH))
    db.session.add(
        ResetCode(
            person_id=person.id,
            code_digest=pseudonym("reset", str(person.id), code),
            made_by_id=by.id,
            expires_at=now() + CODE_LASTS,
        )
    )
    record("password.code_made", person, by=by)
    return code


def reset_password(address: str, *, code: str, new: str, origin: str) -> None:
    """Whoever holds the code sets the password of the account it was made for.

    Every device is signed out. Several accounts may name the address; the code tells which.
    """
    account = pseudonym("reset of", address_key(address))
    refuse_many_failures(account, origin)
    letters = "".join(code.split()).upper()
    known = reset_code([pseudonym("reset", str(p.id), letters) for p in holders(address)])
    count(account, origin, succeeded=known is not None)
    if known is None:
        raise Refused(NO_SUCH_CODE)
    lock(known)
    if known.used_at is not None:  # by another request, while this one waited
        raise Refused(NO_SUCH_CODE)
    person = db.session.get_one(Person, known.person_id)
    _set(person, new)
    known.used_at = now()
    end_other_logins(person, but="")
    tell_owner("password.reset", person, letter_to=email_of(person))


def ask_for_link(address: str, *, origin: str) -> None:
    """A letter to the address on record. Whether there is one, nobody learns from this.

    Known and unknown cost the same statements: the letter itself is the worker's.
    """
    account = pseudonym("link for", address_key(address))
    origin = f"letters to {origin}"  # a class that asks for letters can still sign in
    refuse_many_failures(account, origin)
    found = holders(address)
    if found and proves(found[0], address):
        found = found[:1]
    count(account, origin, succeeded=False)
    people: list[Any] = [str(person.id) for person in found[:LETTERS]]
    jobs.enqueue("accounts.send_reset_link", {"people": people})


def send_link(person: Person) -> bool:
    """To exactly the address that is stored, once a minute; False where there is none.

    Nor is one written where somebody else proved the address: the letter would be theirs.
    """
    email = email_of(person)
    if not email or proved_by_another(person, email):
        return False
    token = mail.sealed("reset", str(person.id), _state_of(person, password_of(person.id)))
    with in_language(person.language):
        hello = greeting(person)
    letter = mail.letter(
        "accounts/reset",
        language=person.language,
        greeting=hello,
        url=mail.address("accounts.reset_by_link", token=token),
    )
    return post(f"reset {person.id} {now():%Y-%m-%dT%H:%M}", letter, to=person, address=email)


def person_with_link(token: str) -> Person | None:
    """Whose link this is, as long as it holds: half an hour, and until the account changes."""
    facts = mail.unsealed(token, not_older_than=LINK_LASTS)
    if facts is None or len(facts) != 3 or facts[0] != "reset":
        return None
    person = db.session.get(Person, UUID(facts[1]))
    if person is None or not person.is_active or not person.details:
        return None
    state = _state_of(person, password_of(person.id))
    return person if hmac.compare_digest(facts[2], state) else None


def reset_by_link(token: str, *, new: str) -> None:
    """Who reads the address sets the password; the address is proven, every device signed out."""
    person = person_with_link(token)
    if person is None:
        raise Refused(NO_SUCH_LINK)
    lock(person)
    db.session.expire_all()
    if person_with_link(token) is None:  # used by another request, while this one waited
        raise Refused(NO_SUCH_LINK)
    details = person.details
    assert details is not None
    if details.email_verified_at is None:
        _shut_other_doors(person)
    take(person, EMAIL, refusal=NO_SUCH_LINK)
    _set(person, new)
    end_other_logins(person, but="")
    tell_owner("password.reset_by_link", person, letter_to=details.email)


def _set(person: Person, new: str) -> None:
    stored = password_of(person.id) or Password(person_id=person.id)
    stored.hash, stored.changed_at = passwords.hashed(new), now()
    db.session.add(stored)


def _shut_other_doors(person: Person) -> None:
    """The address is proved only now: somebody else may have made the account with it and wait.

    Whatever could let them back in ends here: their logins, a change of address they asked for, a
    number nobody has seen. What else opens the account (keys, apps, other houses) ends here too.
    """
    end_other_logins(person, but="")
    forget_pending(person)
    forget_second_steps(person)
    db.session.execute(delete(ProviderIdentity).where(ProviderIdentity.person_id == person.id))
    details = person.details
    assert details is not None
    if details.phone_verified_at is None:
        details.phone = None


def _state_of(person: Person, stored: Password | None) -> str:
    """Another one as soon as the password or the address is another one."""
    email = person.details.email if person.details else None
    return pseudonym("state", str(person.id), email or "", stored.hash if stored else "")
