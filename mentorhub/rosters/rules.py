"""Who keeps lists of members and grows the tree of units: officers, from their unit down."""

from typing import Any

from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import admin_over_it, holds_office, officer_over_its_unit
from mentorhub.platform.permissions import anyone, permit, rule
from mentorhub.rosters.models import RosterImport
from mentorhub.units.models import Unit, UnitKind


@rule
def is_open_and_no_province(person: Any, unit: Unit) -> bool:
    """A list is kept where the people are; a province has the lists of its communes."""
    return unit.closed_at is None and unit.kind is not UnitKind.PROVINCE


@rule
def was_added_by_an_officer(person: Any, unit: Unit) -> bool:
    return unit.is_grown


@rule
def officer_of_the_unit_above(person: Any, unit: Unit) -> bool:
    return holds_office(person, Role.UNIT_OFFICER, unit.parent)


@rule
def gave_the_file(person: Any, run: RosterImport) -> bool:
    return bool(run.by_id == person.id)


ADD_UNIT = permit("unit.add_below", officer_over_its_unit | admin_over_it, sensitive=False)
EDIT_UNIT = permit(
    "unit.edit",
    was_added_by_an_officer & (officer_of_the_unit_above | admin_over_it),
    sensitive=False,
)

KEEP = permit("roster.read", officer_over_its_unit, sensitive=True)
IMPORT = permit("roster.import", officer_over_its_unit & is_open_and_no_province, sensitive=True)
SEE_IMPORT = permit("roster.import.read", officer_over_its_unit & gave_the_file, sensitive=True)
UNDO_IMPORT = permit("roster.import.undo", officer_over_its_unit, sensitive=True)
EDIT_LINE = permit("roster.line.edit", officer_over_its_unit, sensitive=True)
EXPORT = permit("roster.export", officer_over_its_unit, sensitive=True)
CLAIM = permit("roster.claim", anyone, sensitive=False)
