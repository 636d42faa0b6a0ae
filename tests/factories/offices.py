"""People who hold an office."""

from mentorhub.organisations.models import Grant, Role
from tests.factories.people import make_person
from tests.factories.rows import saved
from tests.factories.units import make_province


def make_grant(person, role=Role.UNIT_OFFICER, unit=None):
    return saved(Grant(person=person, role=role, unit=unit or person.unit))


def make_officer(unit=None, name="Lê Cán Bộ"):
    person = make_person(name, age=35, unit=unit)
    make_grant(person, Role.UNIT_OFFICER, person.unit)
    return person


def make_admin(name="Quản Trị", unit=None):
    person = make_person(name, age=40, unit=unit or make_province())
    make_grant(person, Role.ADMIN, person.unit)
    return person
