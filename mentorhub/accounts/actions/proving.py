"""Is it still the same person? Asked before what cannot be undone or leaves the house."""

from datetime import timedelta

from mentorhub.accounts.actions.account import digest_of
from mentorhub.accounts.actions.limits import count, refuse_many_failures
from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import login_of, password_of
from mentorhub.platform import passwords
from mentorhub.platform.clock import now
from mentorhub.platform.db import let_others_write
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.platform.pseudonyms import pseudonym

FRESH = timedelta(minutes=15)


def signed_in_just_now(token: str) -> bool:
    login = login_of(digest_of(token))
    return login is not None and login.created_at > now() - FRESH


def prove(person: Person, *, password: str, token: str, origin: str) -> None:
    """Who signed in less than a quarter of an hour ago has just proved it."""
    if signed_in_just_now(token):
        return
    account = pseudonym("password of", str(person.id))
    refuse_many_failures(account, origin)
    stored = password_of(person.id)
    hash_ = stored.hash if stored else None
    let_others_write()
    right = passwords.matches(password, hash_)
    count(account, origin, succeeded=right)
    if not right:
        raise Refused(_l("The present password is not right."))
