from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import contains_eager, selectinload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.matching.domain.analyser import fold
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.db import db
from mentorhub.units.models import Unit


def holders_of(role: Role) -> Select[Person]:
    """Everybody who holds this office anywhere today."""
    return (
        select(Person)
        .join(Grant, Grant.person_id == Person.id)
        .where(Grant.role == role, Grant.revoked_at.is_(None), Person.closed_at.is_(None))
        .distinct()
    )


def holders_over(role: Role, unit: Unit) -> list[Person]:
    """Who holds this office in the unit or above it: whom a notice about the unit goes to."""
    codes = unit.path.strip("/").split("/")
    return list(db.session.scalars(holders_of(role).join(Grant.unit).where(Unit.code.in_(codes))))


def within(units: Iterable[Unit]) -> ColumnElement[bool]:
    """The units a person answers for, for a `where` on a statement that joins Unit."""
    return or_(false(), *(Unit.path.startswith(unit.path, autoescape=True) for unit in units))


def members_within(units: Sequence[Unit], text: str) -> Select[Person]:
    """People of these units whose name holds the words, in the order of a register."""
    statement = (
        select(Person)
        .join(Person.details)
        .join(Person.unit)
        .options(
            contains_eager(Person.details),
            contains_eager(Person.unit),
            selectinload(Person.offices),  # type: ignore[attr-defined]
        )
        .where(Person.closed_at.is_(None), within(units))
    )
    for word in fold(text).split():
        statement = statement.where(
            (" " + PersonalDetails.name_key).contains(" " + word, autoescape=True)
        )
    return statement.order_by(PersonalDetails.name_order, Person.id)


def grants_of(person: Person) -> Select[Grant]:
    return (
        select(Grant)
        .where(Grant.person_id == person.id, Grant.revoked_at.is_(None))
        .order_by(Grant.granted_at, Grant.id)
    )
