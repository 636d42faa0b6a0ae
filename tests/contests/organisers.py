"""Who sets contests up."""

from mentorhub.organisations.models import Role
from tests.factories import make_grant, make_person, make_province


def make_organiser(name="Phạm Tổ Chức"):
    person = make_person(name, age=35, unit=make_province())
    make_grant(person, Role.ORGANISER, make_province())
    return person
