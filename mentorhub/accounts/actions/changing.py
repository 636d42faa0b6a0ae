"""Another number or address: each change needs the password and ends other logins."""

from dataclasses import dataclass

from mentorhub.accounts.actions.account import end_other_logins, prove_password
from mentorhub.accounts.actions.limits import count_claim, refuse_many_claims
from mentorhub.accounts.actions.proving import send_proof
from mentorhub.accounts.actions.telling import tell_owner
from mentorhub.accounts.domain.addresses import email_key
from mentorhub.accounts.models import PendingAddress, Person
from mentorhub.accounts.queries import forget_pending
from mentorhub.notifications.actions import PROOF_LASTS
from mentorhub.platform import mail
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

_THE_LAST = _l("You sign in with it, and there is no other. Add another one first.")


@dataclass(frozen=True)
class Asking:
    """Who is at the keyboard: the password just typed, this device, and where it asks from."""

    password: str
    login: str
    origin: str


def change_email(person: Person, email: str, *, asking: Asking) -> None:
    """Ask for a new address by letter, or, with nothing, remove the one there is.

    The reply is the same whoever holds the new address.
    """
    prove_password(person, asking.password, origin=asking.origin)
    if email:
        _ask(person, email, asking)
    else:
        _remove_email(person, asking)


def _ask(person: Person, email: str, asking: Asking) -> None:
    refuse_many_claims(email_key(email), asking.origin)
    count_claim(email_key(email), asking.origin)
    lock(person)
    forget_pending(person)
    pending = PendingAddress(person_id=person.id, email=email, expires_at=now() + PROOF_LASTS)
    db.session.add(pending)
    db.session.flush()
    token = mail.sealed("change", str(person.id), str(pending.id))
    send_proof(person, email, f"change {pending.id}", token)


def _remove_email(person: Person, asking: Asking) -> None:
    lock(person)
    details = person.details
    assert details is not None
    if not details.phone:
        raise Refused(_THE_LAST)
    old = details.email
    forget_pending(person)
    details.email = details.email_key = details.email_verified_at = None
    _changed(person, asking, letter_to=old)


def change_phone(person: Person, phone: str, *, asking: Asking) -> None:
    """A new number is a claim at once, until an officer sees it; nothing removes it."""
    prove_password(person, asking.password, origin=asking.origin)
    if phone:
        refuse_many_claims(phone, asking.origin)
        count_claim(phone, asking.origin)
    lock(person)
    details = person.details
    assert details is not None
    if not phone and not details.email:
        raise Refused(_THE_LAST)
    if phone == (details.phone or ""):
        return
    details.phone, details.phone_verified_at = phone or None, None
    _changed(person, asking, letter_to=details.email)


def _changed(person: Person, asking: Asking, *, letter_to: str | None) -> None:
    end_other_logins(person, but=asking.login)
    tell_owner("address.changed", person, letter_to=letter_to)
