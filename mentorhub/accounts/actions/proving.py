"""A number or address becomes somebody's: claimed by many, proved by one."""

from mentorhub.accounts.actions.account import end_other_logins
from mentorhub.accounts.actions.agreeing import agree_by_acting
from mentorhub.accounts.actions.telling import tell_owner
from mentorhub.accounts.domain.addresses import email_key
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import PendingAddress, Person, PersonalDetails
from mentorhub.accounts.queries import all_with, forget_pending, pending_of
from mentorhub.activity.actions import record
from mentorhub.notifications.actions import PROOF_LASTS, greeting, post
from mentorhub.platform import mail
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l, in_language

PHONE, EMAIL = "phone", "email_key"
_NO_SUCH_LINK = _l("This link is too old, or for another address. Ask for a new one.")
_NOT_HERE = _l("This number cannot be confirmed here. Ask the administrator.")


def take(person: Person, column: str, *, refusal: object) -> None:
    """It is proved: whoever else only claimed it loses it and is told, but not to whom.

    Raises Refused with `refusal` where somebody else proved it before.
    """
    details = person.details
    assert details is not None
    db.session.flush()
    everybody = all_with(column, getattr(details, column) or "")
    others = [one for one in everybody if one is not details]
    lost = details not in everybody  # to somebody else, while this one waited
    if lost or any(_has_proved(other, column) for other in others):
        raise Refused(refusal)
    for other in others:
        _lose(other, column)
    db.session.flush()
    if column == PHONE:
        details.phone_verified_at = details.phone_verified_at or now()
    else:
        details.email_verified_at = details.email_verified_at or now()
    db.session.flush()


def _has_proved(details: PersonalDetails, column: str) -> bool:
    """A closed account keeps nothing from the living: numbers are given out again."""
    proof = details.phone_verified_at if column == PHONE else details.email_verified_at
    return proof is not None and details.person.closed_at is None


def _lose(details: PersonalDetails, column: str) -> None:
    if column == PHONE:
        details.phone = details.phone_verified_at = None
    else:
        details.email = details.email_key = details.email_verified_at = None
    record("address.lost", details.person, by=None)


def check_phone(person: Person, *, phone: str, by: Person) -> None:
    """An officer saw the person with the telephone in hand; a number of before gives way."""
    lock(person)
    details = person.details
    if details is None:
        raise Refused(_NOT_HERE)
    if details.phone != phone:
        details.phone, details.phone_verified_at = phone, None
    take(person, PHONE, refusal=_NOT_HERE)
    record("address.phone_checked", person, by=by)


def ask_for_proof(*, by: Person) -> None:
    """A link to the address on record, at most one an hour: who opens it reads that address."""
    address = by.details.email if by.details else None
    if not address:
        raise Refused(_l("There is no mail address in your profile yet. Add one there first."))
    key = f"proof {by.id} {address} {now():%Y-%m-%dT%H}"
    if not send_proof(by, address, key, mail.sealed("proof", str(by.id), address)):
        raise Refused(_l("A link is on its way already. Look into your mail."))


def send_proof(person: Person, address: str, key: str, token: str) -> bool:
    with in_language(person.language):
        hello = greeting(person)
    url = mail.address("accounts.prove", token=token)
    facts = {"language": person.language, "greeting": hello, "url": url}
    return post(key, mail.letter("notifications/proof", **facts), to=person, address=address)


def address_to_prove(token: str, *, by: Person) -> str:
    """The address whose link this is; nothing where it proves nothing for this person."""
    kind, key = _facts(token, by)
    if kind == "change":
        pending = _pending(by, key)
        return pending.email if pending else ""
    email = by.details.email if by.details else None
    return email if email and kind == "proof" and key == email else ""


def _facts(token: str, by: Person) -> tuple[str, str]:
    facts = mail.unsealed(token, not_older_than=PROOF_LASTS)
    return (
        (facts[0], facts[2]) if facts and len(facts) == 3 and facts[1] == str(by.id) else ("", "")
    )


def _pending(by: Person, key: str) -> PendingAddress | None:
    pending = pending_of(by)
    return pending if pending and str(pending.id) == key else None


def prove(token: str, *, by: Person, login: str) -> None:
    """The address is theirs who opened the link while signed in as whom it was sent for."""
    lock(by)
    if not address_to_prove(token, by=by):
        raise Refused(_NO_SUCH_LINK)
    kind, key = _facts(token, by)
    if kind == "change" and (pending := _pending(by, key)):
        _become_current(by, pending.email, login=login)
    else:
        take(by, EMAIL, refusal=_NO_SUCH_LINK)
    agree_by_acting(by, Purpose.MESSAGES)


def _become_current(person: Person, email: str, *, login: str) -> None:
    details = person.details
    assert details is not None
    old = details.email
    details.email, details.email_key, details.email_verified_at = email, email_key(email), None
    take(person, EMAIL, refusal=_NO_SUCH_LINK)
    forget_pending(person)
    end_other_logins(person, but=login)
    tell_owner("address.changed", person, letter_to=old)
