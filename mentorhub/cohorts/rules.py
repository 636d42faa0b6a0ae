"""Who brings teams and mentors together: organisers of a unit and its officers.

The matrix has no row for it; docs/decisions/0050-who-sends-a-round.md says why these.
"""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.cohorts.models import Cohort
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import (
    officer_over_its_unit,
    officer_somewhere,
    organiser_in_its_unit,
    organiser_somewhere,
    units_under,
)
from mentorhub.platform.permissions import permit, rule
from mentorhub.units.models import Unit


@rule
def it_is_open(person: Any, cohort: Cohort) -> bool:
    return cohort.is_open


runs_it = organiser_in_its_unit | officer_over_its_unit


def may_send_in(person: Person, cohort: Cohort) -> bool:
    """Asked of somebody who is not there: the worker sends in their name."""
    return runs_it(person, cohort)


def units_of_rounds(person: Any) -> list[Unit]:
    """Where somebody may make one."""
    held = [*units_under(person, Role.ORGANISER), *units_under(person, Role.UNIT_OFFICER)]
    return sorted({unit.id: unit for unit in held}.values(), key=lambda unit: unit.path)


LIST = permit("cohort.list", organiser_somewhere | officer_somewhere, sensitive=False)
RUN = permit("cohort.run", runs_it, sensitive=False)
SEND = permit("cohort.send", runs_it, sensitive=True)
