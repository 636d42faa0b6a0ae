from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, false, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from mentorhub.accounts.models import WAITS_FOR_A_SECOND, Person, PersonalDetails
from mentorhub.matching.domain.analyser import fold
from mentorhub.organisations.models import Grant, Proposal, Role
from mentorhub.platform.db import db
from mentorhub.units.models import Unit


def with_offices() -> ORMOption:
    """For the statement that finds who asks: rules want their offices on nearly every page."""
    return joinedload(_offices()).selectinload(Grant.unit)


def _offices() -> InstrumentedAttribute[list[Grant]]:
    """Of a person: what the model of grants adds to that of people, unseen by the types."""
    return Person.offices  # type: ignore[attr-defined, no-any-return]


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


def holders_at(role: Role, unit_id: UUID) -> list[Person]:
    """Who holds this office in the unit itself, and not only above it."""
    return list(db.session.scalars(holders_of(role).where(Grant.unit_id == unit_id)))


def holders_of_all(*roles: Role) -> list[Person]:
    """Who holds one of these offices from the root of the tree: for what is one for all units."""
    found: dict[UUID, Person] = {}
    for role in roles:
        rows = holders_of(role).join(Grant.unit).where(Unit.parent_id.is_(None))
        found |= {person.id: person for person in db.session.scalars(rows)}
    return list(found.values())


def within(units: Iterable[Unit]) -> ColumnElement[bool]:
    """The units a person answers for, for a `where` on a statement that joins Unit."""
    return or_(false(), *(Unit.path.startswith(unit.path, autoescape=True) for unit in units))


def members_within(
    units: Sequence[Unit], text: str, *, also: ColumnElement[bool] | None = None
) -> Select[Person]:
    """People of these units, and others a condition names, called so, in register order."""
    statement = (
        select(Person)
        .join(Person.details)
        .outerjoin(Person.unit)
        .options(
            contains_eager(Person.details),
            contains_eager(Person.unit),
            selectinload(_offices()),
        )
        .where(Person.closed_at.is_(None))
        .where(within(units) if also is None else or_(within(units), also))
    )
    return in_register_order(statement, text)


def in_register_order(people: Select[Person], text: str) -> Select[Person]:
    """Those whose name holds every word, marks or not: spelt exactly so first, then by given name.

    The name is the only thing looked at: a hidden column would answer by the number of hits.
    """
    key, name = " " + PersonalDetails.name_key, " " + PersonalDetails.name
    for word in fold(text).split():
        people = people.where(key.contains(" " + word, autoescape=True))
    spelt = or_(*(name.contains(f" {said}", autoescape=True) for said in {text, text.title()}))
    return people.order_by(case((spelt, 0), else_=1), PersonalDetails.name_order, Person.id)


def grants_of(person: Person) -> Select[Grant]:
    return (
        select(Grant)
        .where(Grant.person_id == person.id, Grant.revoked_at.is_(None))
        .order_by(Grant.granted_at, Grant.id)
    )


def held_admin_offices() -> list[Grant]:
    """Every administrator's office, locked: giving by two and taking back wait for each other.

    Read afresh, so that what a request believed when it began does not count.
    """
    locked = _admin_offices().with_for_update(of=Grant)
    return list(db.session.scalars(locked.execution_options(populate_existing=True)))


def offices_under_lock(person: Person) -> list[Grant]:
    """What somebody holds at this moment; whoever would take it back waits.

    The administrators' offices first, as taking back locks them: no two wait in a circle.
    """
    held_admin_offices()
    locked = grants_of(person).with_for_update(of=Grant)
    return list(db.session.scalars(locked.execution_options(populate_existing=True)))


def admin_offices() -> list[Grant]:
    """The same to look at: nothing waits."""
    return list(db.session.scalars(_admin_offices()))


def _admin_offices() -> Select[Grant]:
    return (
        select(Grant).where(Grant.role == Role.ADMIN, Grant.revoked_at.is_(None)).order_by(Grant.id)
    )


def open_proposals_like(person: Person, role: Role, unit: Unit) -> Select[Proposal]:
    return (
        open_proposals()
        .where(Proposal.person_id == person.id)
        .where(Proposal.role == role, Proposal.unit_id == unit.id)
    )


def open_proposals() -> Select[Proposal]:
    """What waits for a second person, or would if it still held; the oldest first."""
    return (
        select(Proposal)
        .join(Proposal.approval)
        .where(WAITS_FOR_A_SECOND)
        .options(joinedload(Proposal.person))
        .order_by(Proposal.id)
    )


def proposals_within(units: Sequence[Unit]) -> Select[Proposal]:
    return open_proposals().join(Proposal.unit).where(within(units))


def offices_within(
    units: Sequence[Unit], *, role: Role | None = None, unit: Unit | None = None
) -> Select[Grant]:
    """Who holds which office there today, in the order of a register."""
    statement = (
        select(Grant)
        .join(Grant.unit)
        .join(Grant.person)
        .join(Person.details)
        .options(contains_eager(Grant.person).contains_eager(Person.details))
        .where(Grant.revoked_at.is_(None), within(units), Person.closed_at.is_(None))
        .order_by(PersonalDetails.name_order, Grant.id)
    )
    if role is not None:
        statement = statement.where(Grant.role == role)
    return statement if unit is None else statement.where(within([unit]))


def past_within(units: Sequence[Unit], *, before: UUID | None) -> Select[Grant]:
    """Every office ever given there, the newest first."""
    statement = (
        select(Grant)
        .join(Grant.unit)
        .options(
            joinedload(Grant.person),
            joinedload(Grant.granted_by),
            joinedload(Grant.agreed_by),
            joinedload(Grant.revoked_by),
        )
        .where(within(units))
        .order_by(Grant.id.desc())
    )
    return statement if before is None else statement.where(Grant.id < before)


def all_of(person: Person) -> Select[Grant]:
    """Every office somebody held or holds, the newest first."""
    return (
        select(Grant)
        .where(Grant.person_id == person.id)
        .options(joinedload(Grant.granted_by), joinedload(Grant.agreed_by))
        .order_by(Grant.id.desc())
    )


def open_units_within(units: Sequence[Unit], *, most: int) -> list[Unit]:
    """Where an office may be given, the tree from above."""
    statement = select(Unit).where(within(units), Unit.closed_at.is_(None)).order_by(Unit.path)
    return list(db.session.scalars(statement.limit(most)))


def admins_over(unit: Unit | None) -> list[Person]:
    """Whoever administers the unit; what belongs to none is for those who administer all."""
    if unit is not None:
        return holders_over(Role.ADMIN, unit)
    return holders_of_all(Role.ADMIN)
