"""Contacts leave the house only with a reason, and that is written down."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.platform.audit import note
from mentorhub.units.models import Unit


def contacts_given_out(unit: Unit, *, reason: str, ideas: int, by: Person) -> None:
    note("contacts exported", permission="portal.export", subject=unit, by=by,
         words=reason, lines=ideas)  # fmt: skip
    record("portal.contacts_exported", unit, by=by, ideas=ideas)
