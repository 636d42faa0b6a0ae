"""Accounts' work in the background."""

from typing import Any
from uuid import UUID

from mentorhub.accounts import actions
from mentorhub.accounts.models import Person
from mentorhub.platform.db import db


def send_reset_link(payload: dict[str, Any]) -> None:
    """For an address nobody has, the job is as real and does nothing."""
    for key in payload["people"]:
        person = db.session.get(Person, UUID(key))
        if person is not None and person.is_active:
            actions.send_link(person)
