"""Who sits on a jury, types its sheets, and may run a contest where."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, bindparam, exists, select

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.contests.models import Contest, Juror, JurorState, Secretary
from mentorhub.organisations.models import Grant, Role
from mentorhub.platform.db import db
from mentorhub.platform.once import once_a_page
from mentorhub.units.models import Unit

# written once: composing a statement costs as much as asking it
DUTIES = select(
    exists()
    .where(
        Juror.contest_id == bindparam("contest"),
        Juror.person_id == bindparam("person"),
        Juror.state == JurorState.ACCEPTED,
    )
    .label("judges"),
    exists()
    .where(
        Secretary.contest_id == bindparam("contest"),
        Secretary.person_id == bindparam("person"),
        Secretary.accepted_at.is_not(None),
        Secretary.ended_at.is_(None),
    )
    .label("types"),
)


def jury_of(contest: Contest) -> list[Person]:
    """Who sits on the jury, in the order of a Vietnamese register. Ask `READ_PANEL` first."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Juror, Juror.person_id == Person.id)
            .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
            .where(Juror.contest_id == contest.id, Juror.state == JurorState.ACCEPTED)
            .order_by(PersonalDetails.name_order, Person.id)
        )
    )


def sits_on_the_jury(person: Person, contest: Contest) -> bool:
    return bool(_duties(person, contest).judges)


def serves_as_secretary(person: Person, contest: Contest) -> bool:
    """Took the duty of typing its paper sheets, and has it still."""
    return bool(_duties(person, contest).types)


@once_a_page
def _duties(person: Person, contest: Contest) -> Row[bool, bool]:
    """Both at once: a page that asks for one mostly asks for the other."""
    return db.session.execute(DUTIES, {"contest": contest.id, "person": person.id}).one()


def places_to_host(offices: Iterable[Any]) -> list[Unit]:
    """The units of these offices and those right below them, a place for a contest each."""
    units = [office.unit for office in offices if office.role in (Role.ORGANISER, Role.ADMIN)]
    ids = [unit.id for unit in units]
    below = select(Unit).where(Unit.parent_id.in_(ids)).order_by(Unit.path)
    return list(dict.fromkeys([*units, *db.session.scalars(below)]))


def possible_organisers(unit: Unit) -> list[Person]:
    """Who holds an organiser's office over the unit, in the order of a register."""
    codes = unit.path.strip("/").split("/")
    return list(
        db.session.scalars(
            select(Person)
            .join(PersonalDetails, PersonalDetails.person_id == Person.id)
            .where(
                Person.closed_at.is_(None),
                Person.id.in_(
                    select(Grant.person_id)
                    .join(Unit, Unit.id == Grant.unit_id)
                    .where(
                        Grant.role.in_((Role.ORGANISER, Role.ADMIN)),
                        Grant.revoked_at.is_(None),
                        Unit.code.in_(codes),
                    )
                ),
            )
            .order_by(PersonalDetails.name_order, Person.id)
        )
    )
