"""Who holds which office. Other features combine these questions; see `holds_office` first."""

from typing import Any

from mentorhub.accounts.models import Hat, Person
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.permissions import permit, rule
from mentorhub.units.models import Unit


def offices_of(person: Any) -> list[Grant]:
    """What the person holds today: one statement a request, however often it is asked."""
    return [office for office in getattr(person, "offices", ()) if office.is_held]


def holds_office(person: Any, role: Role, unit: Unit | None) -> bool:
    """Does the person hold this office in the unit or above it?"""
    return unit is not None and any(held.reaches(role, unit) for held in offices_of(person))


def holds_somewhere(person: Any, role: Role) -> bool:
    return any(held.role is role for held in offices_of(person))


def units_under(person: Any, role: Role) -> list[Unit]:
    """Where the person holds this office; each reaches everything below it too."""
    return [held.unit for held in offices_of(person) if held.role is role]


def is_organiser_of_unit(person: Any, unit: Unit | None) -> bool:
    return holds_office(person, Role.ORGANISER, unit)


def unit_of(thing: Any) -> Unit | None:
    """The unit a thing belongs to; a unit is its own."""
    found: Unit | None = thing if isinstance(thing, Unit) else getattr(thing, "unit", None)
    return found


@rule
def is_admin(person: Any, thing: Any) -> bool:
    return holds_somewhere(person, Role.ADMIN)


@rule
def officer_over_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.UNIT_OFFICER, unit_of(thing))


@rule
def organiser_in_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.ORGANISER, unit_of(thing))


@rule
def safeguarding_officer_over_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.SAFEGUARDING_OFFICER, unit_of(thing))


@rule
def holds_no_office(person: Any, other: Person) -> bool:
    """A plain member: no office, no jury, no contest to run.

    A mentor may sit on a jury and keep a mentor's hat, so that only youth's hat is sure.
    """
    return not offices_of(other) and other.hat is Hat.YOUTH


@rule
def somebody_else(person: Any, other: Person) -> bool:
    return bool(person.id != other.id)


@rule
def officer_somewhere(person: Any, thing: Any) -> bool:
    return holds_somewhere(person, Role.UNIT_OFFICER)


LIST_MEMBERS = permit("user.search_by_name", officer_somewhere | is_admin)
_helps_at_the_counter = somebody_else & ((officer_over_its_unit & holds_no_office) | is_admin)
MAKE_RESET_CODE = permit("account.reset_code.make", _helps_at_the_counter)
CHECK_PHONE = permit("account.phone.check", _helps_at_the_counter)
