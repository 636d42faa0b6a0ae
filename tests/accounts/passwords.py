"""Somebody whose password a test knows."""

from mentorhub.accounts.models import Password
from mentorhub.platform import passwords
from mentorhub.platform.db import db

WORD = "muối đường tôm"


def with_password(person):
    db.session.add(Password(person_id=person.id, hash=passwords.hashed(WORD)))
    db.session.flush()
    return person
