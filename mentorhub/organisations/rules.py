"""Who holds which office. Other features combine these questions; see `holds_office` first."""

from typing import Any

from mentorhub.accounts.models import Hat, Person
from mentorhub.organisations.models import BY_TWO, Grant, Proposal, Role
from mentorhub.platform.permissions import permit, rule, signed_in
from mentorhub.units.models import Unit


def offices_of(person: Any) -> list[Grant]:
    """What the person holds today: one statement a request, however often it is asked."""
    return [office for office in getattr(person, "offices", ()) if office.is_held]


def holds_office(person: Any, role: Role, unit: Unit | None) -> bool:
    """Does the person hold this office in the unit or above it?"""
    return unit is not None and any(held.reaches(role, unit) for held in offices_of(person))


def holds_somewhere(person: Any, role: Role) -> bool:
    return any(held.role is role for held in offices_of(person))


def units_under(person: Any, role: Role) -> list[Unit]:
    """Where the person holds this office; each reaches everything below it too."""
    return [held.unit for held in offices_of(person) if held.role is role]


def is_organiser_of_unit(person: Any, unit: Unit | None) -> bool:
    return holds_office(person, Role.ORGANISER, unit)


def unit_of(thing: Any) -> Unit | None:
    """The unit a thing belongs to; a unit is its own."""
    found: Unit | None = thing if isinstance(thing, Unit) else getattr(thing, "unit", None)
    return found


@rule
def is_admin(person: Any, thing: Any) -> bool:
    """Somewhere: for lists, which show what is within reach; a thing asks `admin_over_it`."""
    return holds_somewhere(person, Role.ADMIN)


def administers_all(person: Any) -> bool:
    """From the root of the tree: whoever runs the house, not a commune of it."""
    return any(unit.parent_id is None for unit in units_under(person, Role.ADMIN))


@rule
def admin_over_it(person: Any, thing: Any) -> bool:
    """Over its unit; what belongs to no unit is for those who administer all of them."""
    if not holds_somewhere(person, Role.ADMIN):
        return False  # almost everybody: for them no unit is fetched
    unit = unit_of(thing)
    return administers_all(person) if unit is None else holds_office(person, Role.ADMIN, unit)


@rule
def officer_over_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.UNIT_OFFICER, unit_of(thing))


@rule
def organiser_in_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.ORGANISER, unit_of(thing))


@rule
def safeguarding_officer_over_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.SAFEGUARDING_OFFICER, unit_of(thing))


@rule
def holds_no_office(person: Any, other: Person) -> bool:
    """A plain member: no office, no jury, no contest to run.

    A mentor may sit on a jury and keep a mentor's hat, so that only youth's hat is sure.
    """
    return not offices_of(other) and other.hat is Hat.YOUTH


@rule
def holds_what_two_give(person: Any, other: Person) -> bool:
    """Whoever enters such an account holds its office, which nobody takes alone."""
    return any(office.role in BY_TWO for office in offices_of(other))


@rule
def somebody_else(person: Any, other: Person) -> bool:
    return bool(person.id != other.id)


@rule
def officer_somewhere(person: Any, thing: Any) -> bool:
    return holds_somewhere(person, Role.UNIT_OFFICER)


@rule
def organiser_somewhere(person: Any, thing: Any) -> bool:
    return holds_somewhere(person, Role.ORGANISER)


@rule
def organises_the_province(person: Any, thing: Any) -> bool:
    """As organiser or officer from the root of the tree: for what is one for all units."""
    held = [*units_under(person, Role.ORGANISER), *units_under(person, Role.UNIT_OFFICER)]
    return any(unit.parent_id is None for unit in held)


def answers_among(offices: list[Grant], person: Any, unit: Unit) -> bool:
    """Does one of these offices, just read and locked, make the person answer for the unit?"""
    return any(o.person_id == person.id and o.reaches(Role.ADMIN, unit) for o in offices)


def may_give_alone(person: Any, unit: Unit) -> bool:
    return gives_alone(offices_of(person), unit)


def gives_alone(offices: list[Grant], unit: Unit) -> bool:
    """One who stands above: an administrator, or an officer of a unit above this one."""
    above = unit.parent
    return any(
        held.reaches(Role.ADMIN, unit)
        or (above is not None and held.reaches(Role.UNIT_OFFICER, above))
        for held in offices
    )


def takes_back(person: Any, office: Grant, admins: list[Grant]) -> bool:
    """Asked again under the lock, with the administrators as they are now."""
    if answers_among(admins, person, office.unit):
        return True
    above = office.unit.parent
    return office.role not in BY_TWO and holds_office(person, Role.UNIT_OFFICER, above)


def units_answered_for(person: Any) -> list[Unit]:
    """Where the person is officer or administrator, without those that lie in another."""
    held = [o.unit for o in offices_of(person) if o.role in (Role.ADMIN, Role.UNIT_OFFICER)]
    found: list[Unit] = []
    for unit in sorted(held, key=lambda unit: unit.path):
        if not any(above.covers(unit) for above in found):
            found.append(unit)
    return found


@rule
def admin_over_its_unit(person: Any, thing: Any) -> bool:
    return holds_office(person, Role.ADMIN, unit_of(thing))


@rule
def not_who_asked(person: Any, proposal: Proposal) -> bool:
    return bool(person.id != proposal.approval.asked_by_id)


@rule
def not_about_themselves(person: Any, proposal: Proposal) -> bool:
    return bool(person.id != proposal.person_id)


@rule
def officer_of_a_unit_above(person: Any, office: Grant) -> bool:
    return holds_office(person, Role.UNIT_OFFICER, office.unit.parent)


@rule
def one_person_gives_it(person: Any, office: Grant) -> bool:
    return office.role not in BY_TWO


LIST_OFFICES = permit("office.list", officer_somewhere | is_admin, sensitive=True)
OWN_OFFICES = permit("office.own", signed_in, sensitive=False)
GIVE = permit(
    "role.grant.unit_or_safeguarding_officer",
    somebody_else & (officer_over_its_unit | admin_over_its_unit),
    sensitive=True,
)
PROPOSE = permit(
    "role.propose.organiser_or_admin", somebody_else & admin_over_its_unit, sensitive=True
)
SEE_PROPOSAL = permit(
    "role.proposal.read", admin_over_its_unit & not_about_themselves, sensitive=True
)
AGREE = permit(
    "role.grant.organiser_or_admin",
    admin_over_its_unit & not_who_asked & not_about_themselves,
    sensitive=True,
)
REVOKE = permit(
    "role.revoke",
    admin_over_its_unit | (one_person_gives_it & officer_of_a_unit_above),
    sensitive=True,
)
knows_them = somebody_else & (
    (officer_over_its_unit & holds_no_office) | (admin_over_it & ~holds_what_two_give)
)
MAKE_RESET_CODE = permit("account.reset_code.make", knows_them, sensitive=True)
END_SECOND_STEP = permit("account.second_step.end", knows_them, sensitive=True)
CHECK_PHONE = permit("account.phone.check", knows_them, sensitive=True)
