"""Offices are given and taken back by people who hold one themselves, or from the command line."""

from mentorhub.accounts.models import Hat, Person
from mentorhub.activity.actions import record
from mentorhub.organisations.models import BY_TWO, Grant, Role
from mentorhub.organisations.queries import grants_of, held_admin_offices, offices_under_lock
from mentorhub.organisations.rules import gives_alone, takes_back
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit


def grant(
    person: Person, role: Role, *, unit: Unit, by: Person | None, agreed_by: Person | None = None
) -> Grant:
    """Give an office; `by` is nobody when it is given from the command line."""
    refuse_the_impossible(person, unit=unit, by=by)
    lock(person)  # two who give the same at once give one office
    for held in db.session.scalars(grants_of(person)):
        if held.role is role and held.unit_id == unit.id:
            return held
    given = Grant(
        person=person,
        role=role,
        unit=unit,
        granted_by_id=by.id if by else None,
        agreed_by_id=agreed_by.id if agreed_by else None,
    )
    db.session.add(given)
    person.hat = Hat.ORGANISER
    record("office.granted", given, by=by, role=role.value, unit=unit.code, place=unit.name)
    return given


def give(person: Person, role: Role, *, unit: Unit, by: Person) -> Grant:
    """An office one person may give: over a unit, or for the safety of the young there."""
    if role in BY_TWO or not gives_alone(offices_under_lock(by), unit):
        raise Refused(_l("This office cannot be given by you alone."))
    return grant(person, role, unit=unit, by=by)


def revoke(given: Grant, *, by: Person) -> None:
    """From the next request on nothing of this office is left."""
    admins = held_admin_offices()
    lock(given)
    if given.revoked_at is not None:
        return  # the second click of the same button
    if given.role is Role.ADMIN and len({office.person_id for office in admins}) == 1:
        raise Refused(_l("This is the last administrator. Name another one first."))
    if by.id == given.person_id:
        raise Refused(_l("Ask somebody else to take back your own office."))
    if not takes_back(by, given, admins):
        raise Refused(_l("You no longer hold the office this needs."))
    given.revoked_at, given.revoked_by_id = now(), by.id
    record(
        "office.revoked",
        given,
        by=by,
        role=given.role.value,
        unit=given.unit.code,
        place=given.unit.name,
    )


def refuse_the_impossible(person: Person, *, unit: Unit, by: Person | None) -> None:
    if by is not None and by.id == person.id:
        raise Refused(_l("Nobody can give an office to themselves."))
    if person.is_minor:
        raise Refused(_l("Nobody under 18 can hold an office."))
    if not person.is_active:
        raise Refused(_l("This account is closed."))
    if unit.closed_at is not None:
        raise Refused(_l("This unit is closed. Choose another one."))
