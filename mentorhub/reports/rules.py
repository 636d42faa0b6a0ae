"""Who reads reports of a unit, and who sets what is asked of units."""

from typing import Any

from mentorhub.ideas.rules import is_public, keeps_nothing_back
from mentorhub.organisations.rules import officer_over_its_unit, organiser_in_its_unit
from mentorhub.platform.permissions import anyone, open_rule, permit
from mentorhub.units.models import Unit, UnitKind


@open_rule
def is_a_province(person: Any, unit: Unit) -> bool:
    return unit.kind is UnitKind.PROVINCE


SET_TARGETS = permit(
    "target.set", is_a_province & (officer_over_its_unit | organiser_in_its_unit), sensitive=False
)
READ = permit("report.read", officer_over_its_unit, sensitive=False)
STANDINGS = permit("unit.standings.read", anyone & is_a_province)
FIND_STANDINGS = permit("unit.standings.find", anyone)
PORTAL = permit("portal.list", officer_over_its_unit, sensitive=False)
EXPORT = permit("portal.export", officer_over_its_unit, sensitive=True)
# for each idea of a list it is asked again
NOTE_POSTING = permit(
    "idea.posting.note", officer_over_its_unit & is_public & keeps_nothing_back, sensitive=False
)
