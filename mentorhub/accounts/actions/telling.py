"""Tell the owner what was done to the account: a line in the app, and a letter that cannot be
switched off (OWASP ASVS 5.0, 6.3.7), written to the address on record even where news are not."""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.accounts.queries import proved_by_another
from mentorhub.activity.actions import record
from mentorhub.notifications.actions import greeting, post, put_into_inbox
from mentorhub.platform import mail
from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language


def email_of(person: Person) -> str | None:
    return person.details.email if person.details else None


def tell_owner(verb: str, person: Person, *, letter_to: str | None) -> None:
    """Note it, and tell it to whose account it is, although they (or a thief) did it themselves."""
    activity = record(verb, person, by=person)
    db.session.flush()
    put_into_inbox(activity, to=person)
    if letter_to and not proved_by_another(person, letter_to):
        _write(f"{verb} {activity.id}", person, letter_to)


def _write(key: str, person: Person, address: str) -> None:
    """The letter says that something was changed, never into what."""
    with in_language(person.language):
        hello: Any = greeting(person)
    letter = mail.letter(
        "accounts/changed",
        language=person.language,
        greeting=hello,
        what=key.partition(" ")[0],
        url=mail.address("accounts.forgot_password"),
    )
    post(key, letter, to=person, address=address)
