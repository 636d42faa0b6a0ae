"""Offices are given and taken back by people who hold one themselves, or from the command line."""

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.organisations.models import Grant, Role
from mentorhub.organisations.queries import grants_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit


def grant(person: Person, role: Role, *, unit: Unit, by: Person | None) -> Grant:
    """Give an office; `by` is nobody when it is given from the command line."""
    if by is not None and by.id == person.id:
        raise Refused(_l("Nobody can give an office to themselves."))
    for held in db.session.scalars(grants_of(person)):
        if held.role is role and held.unit_id == unit.id:
            return held
    given = Grant(person=person, role=role, unit=unit, granted_by_id=by.id if by else None)
    db.session.add(given)
    person.hat = Hat.ORGANISER
    record("office.granted", given, by=by, role=role.value, unit=unit.code)
    return given


def revoke(given: Grant, *, by: Person) -> None:
    if by.id == given.person_id:
        raise Refused(_l("Ask somebody else to take back your own office."))
    given.revoked_at = now()
    record("office.revoked", given, by=by, role=given.role.value, unit=given.unit.code)
