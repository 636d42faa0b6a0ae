"""The list with telephone numbers leaves the house only with a reason, and that is written down."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.platform.audit import note
from mentorhub.units.models import Unit


def contacts_given_out(
    unit: Unit, *, reason: str, lines: int, adults_only: bool, by: Person
) -> None:
    note("contacts exported", permission="roster.export", subject=unit, by=by,
         words=reason, lines=lines)  # fmt: skip
    record("roster.contacts_exported", unit, by=by, lines=lines, adults_only=adults_only)
