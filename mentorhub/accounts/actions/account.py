"""Sign up, in and out, and change what one says of oneself."""

import hashlib
import secrets
from datetime import timedelta

from mentorhub.accounts.actions.agreeing import agree_to_the_account
from mentorhub.accounts.actions.limits import (
    NEW_ACCOUNT,
    count,
    count_claim,
    refuse_many_claims,
    refuse_many_failures,
    refuse_many_new_accounts,
)
from mentorhub.accounts.actions.telling import email_of, tell_owner
from mentorhub.accounts.domain.addresses import address_key, email_in, email_key, phone_in
from mentorhub.accounts.models import (
    Login,
    Password,
    Person,
    PersonalDetails,
)
from mentorhub.accounts.queries import (
    hashes_of,
    holders,
    login_of,
    open_logins,
    password_of,
)
from mentorhub.activity.actions import record
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, let_others_write
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.platform.text import sort_key
from mentorhub.units.models import Unit

OWN_DEVICE = timedelta(days=30)
SHARED_COMPUTER = timedelta(hours=2)
ALWAYS_TRIED = 2  # verifications of a sign-in; more only where more accounts name the address


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def register(
    *,
    contact: str,
    name: str,
    birth_year: int,
    unit: Unit,
    password: str,
    language: str,
    origin: str,
    on_paper: bool = False,
) -> Person:
    """A new account, which only claims its number or address: whoever holds it, all is the same.

    `origin` is the network address asked from; it is counted, never stored. `on_paper`: an officer
    gave a slip for exactly this number, and how often others named it keeps nobody out.
    """
    refuse_many_new_accounts(origin)
    if not on_paper:
        refuse_many_claims(address_key(contact), origin)
    let_others_write()
    hash_ = passwords.hashed(password)
    phone, email = phone_in(contact), email_in(contact)
    count(pseudonym(NEW_ACCOUNT), origin, succeeded=True)
    count_claim(address_key(contact), origin)
    person = Person(language=language, unit=unit, details=PersonalDetails(birth_year=birth_year))
    give_name(person, name)
    details = person.details
    assert details is not None
    details.phone, details.email, details.email_key = phone, email, email and email_key(email)
    db.session.add(person)
    db.session.flush()
    db.session.add(Password(person_id=person.id, hash=hash_))
    agree_to_the_account(person)
    record("account.registered", person, by=person)
    return person


def sign_in(address: str, password: str, *, shared_computer: bool, device: str, origin: str) -> str:
    """The token of a new login, or the one refusal that fits every reason.

    Known and unknown addresses cost the same statements and the same hashing.
    """
    passwords.refuse_when_full()
    account = pseudonym("account", address_key(address))
    refuse_many_failures(account, origin)
    person = person_with_password(address, password)
    count(account, origin, succeeded=person is not None)
    if person is None:
        raise Refused(
            _l("The number or address and the password do not belong together. Check both.")
        )
    return open_login(person, device=device, shared_computer=shared_computer)


def person_with_password(address: str, password: str) -> Person | None:
    """Whose address and password these are: of those who name it, the password decides.

    Who proved it comes first, then the oldest. The same work is done when it is nobody's.
    """
    found = [person.id for person in holders(address)]
    hashes = hashes_of(found)
    let_others_write()
    tried = [*((key, hashes.get(key)) for key in found), *[(None, None)] * ALWAYS_TRIED]
    tried = tried[: max(len(found), ALWAYS_TRIED)]
    fits = passwords.which(password, [hash_ for _key, hash_ in tried])
    right = [key for (key, _hash), fit in zip(tried, fits, strict=True) if fit]
    return db.session.get(Person, right[0]) if right else None


def open_login(person: Person, *, device: str, shared_computer: bool) -> str:
    """Sign a device in; the token goes into its cookie, only the digest stays here."""
    token = secrets.token_urlsafe(32)
    lasting = SHARED_COMPUTER if shared_computer else OWN_DEVICE
    db.session.add(
        Login(
            person=person,
            token_digest=digest_of(token),
            expires_at=now() + lasting,
            device=device[:120],
            is_shared_computer=shared_computer,
        )
    )
    db.session.flush()
    return token


def sign_out(token: str) -> None:
    """The login ends here, not only in the browser that asks."""
    if login := login_of(digest_of(token)):
        end_login(login)


def end_login(login: Login) -> None:
    login.revoked_at = login.revoked_at or now()


def end_other_logins(person: Person, *, but: str) -> None:
    """Every device but the one that holds this token is signed out."""
    for login in db.session.scalars(open_logins(person)):
        if login.token_digest != digest_of(but):
            end_login(login)


def change_password(person: Person, *, current: str, new: str, token: str, origin: str) -> None:
    """A new password ends every other login: whoever else is signed in may be the reason for it."""
    prove_password(person, current, origin=origin)
    hash_ = passwords.hashed(new)
    stored = password_of(person.id)
    assert stored is not None
    stored.hash, stored.changed_at = hash_, now()
    end_other_logins(person, but=token)
    tell_owner("password.changed", person, letter_to=email_of(person))


def prove_password(person: Person, password: str, *, origin: str) -> Password:
    """For what a signed-in device alone must not do. Ends the transaction: change nothing before.

    Raises Refused, and TooOften after many tries.
    """
    account = pseudonym("password of", str(person.id))
    refuse_many_failures(account, origin)
    stored = password_of(person.id)
    hash_ = stored.hash if stored else None
    let_others_write()
    right = passwords.matches(password, hash_)
    count(account, origin, succeeded=right)
    if not right or stored is None:
        raise Refused(_l("The present password is not right."))
    return stored


def edit_profile(person: Person, *, name: str, language: str, unit: Unit) -> None:
    give_name(person, name)
    person.unit = unit
    change_language(person, language)


def change_language(person: Person, language: str) -> None:
    """The language of pages after signing in, and of mails."""
    person.language = language


def give_name(person: Person, name: str) -> None:
    details = person.details
    assert details is not None
    details.name, details.name_key, details.name_order = name, fold(name), sort_key(name)
