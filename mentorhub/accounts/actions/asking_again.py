"""Is it still the same person? Asked before what cannot be undone or leaves the house."""

from datetime import timedelta

from mentorhub.accounts.actions.account import digest_of, prove_password
from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import login_of
from mentorhub.platform.clock import now

FRESH = timedelta(minutes=15)


def signed_in_just_now(token: str) -> bool:
    login = login_of(digest_of(token))
    return login is not None and login.created_at > now() - FRESH


def ask_again(person: Person, *, password: str, token: str, origin: str) -> None:
    """Who signed in less than a quarter of an hour ago has just proved it."""
    if not signed_in_just_now(token):
        prove_password(person, password, origin=origin)
