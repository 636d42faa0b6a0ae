"""In by a provider's word: sign in, register, link and unlink."""

from datetime import timedelta

from sqlalchemy import delete

from mentorhub.accounts.actions.account import digest_of, give_name, open_login
from mentorhub.accounts.actions.agreeing import agree_to_the_account
from mentorhub.accounts.actions.limits import (
    NEW_ACCOUNT,
    count,
    refuse_many_new_accounts,
)
from mentorhub.accounts.models import Person, PersonalDetails, ProviderIdentity, ProviderReturn
from mentorhub.accounts.queries import (
    identity_of,
    passkeys_of,
    password_of,
    provider_identity,
)
from mentorhub.activity.actions import record
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym
from mentorhub.units.models import Unit

REMEMBERED = timedelta(days=1)  # longer than any state is believed


def return_once(state: str) -> None:
    """Each way back is walked once, whatever an old cookie says."""
    db.session.execute(delete(ProviderReturn).where(ProviderReturn.at < now() - REMEMBERED))
    if not add_once(ProviderReturn, state_digest=digest_of(state)):
        raise Refused(_l("This way in was used already. Start again from the sign-in page."))


def sign_in_with_provider(
    issuer: str, subject: str, *, shared_computer: bool, device: str
) -> str | None:
    """The token of a new login; None when nobody here is linked with this identity."""
    found = provider_identity(issuer, subject)
    if found is None:
        return None
    if not found.person.is_active:
        raise Refused(_l("This account is closed."))
    return open_login(found.person, device=device, shared_computer=shared_computer)


def register_with_provider(
    *,
    issuer: str,
    subject: str,
    name: str,
    birth_year: int,
    unit: Unit,
    language: str,
    origin: str,
) -> Person:
    """A new account without a password. Nothing but the subject links it: no e-mail is taken."""
    refuse_many_new_accounts(origin)
    count(pseudonym(NEW_ACCOUNT), origin, succeeded=True)
    if provider_identity(issuer, subject) is not None:
        raise Refused(_l("This way in already belongs to an account. Sign in with it."))
    person = Person(language=language, unit=unit, details=PersonalDetails(birth_year=birth_year))
    give_name(person, name)
    db.session.add(person)
    db.session.flush()
    db.session.add(ProviderIdentity(issuer=issuer, subject=subject, person=person))
    agree_to_the_account(person)
    record("account.registered", person, by=person)
    return person


def link_provider(person: Person, issuer: str, subject: str) -> None:
    """From now on the provider's word lets this person in; the person is told."""
    held = provider_identity(issuer, subject)
    if held is not None and held.person_id == person.id:
        return
    if held is not None or identity_of(person.id, issuer) is not None:
        raise Refused(_l("This cannot be linked: one account here, one account there."))
    db.session.add(ProviderIdentity(issuer=issuer, subject=subject, person=person))
    record("password.provider_linked", person, by=person)


def unlink_provider(identity: ProviderIdentity) -> None:
    person = identity.person
    details = person.details
    reachable = details is not None and (details.phone or details.email)
    by_password = reachable and password_of(person.id) is not None
    if not by_password and not passkeys_of(person):
        raise Refused(_l("This is your only way in. Set a password first, then take it away."))
    db.session.delete(identity)
    record("password.provider_unlinked", person, by=person)
