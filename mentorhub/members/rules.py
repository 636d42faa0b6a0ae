"""Who may find whom, and who may read how to reach somebody.

A search without a person asks whether the page opens; with one, whether it may find that person.
"""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.members.queries import (
    is_adult_to_find,
    is_charge,
    is_reading_a_contest,
    mentors_or_judges,
    runs_a_contest,
    takes_part_for,
)
from mentorhub.organisations.rules import (
    admin_over_its_unit,
    officer_over_its_unit,
    offices_of,
    somebody_else,
    units_answered_for,
)
from mentorhub.platform.permissions import permit, rule, signed_in


def answers_for_people(person: Any) -> bool:
    return bool(units_answered_for(person)) or runs_a_contest(person)


@rule
def finds_those_they_answer_for(person: Any, other: Person | None) -> bool:
    return answers_for_people(person) if other is None else is_charge(person, other)


@rule
def is_an_adult_without_an_office(person: Any, other: Person | None) -> bool:
    """An officer elsewhere and an organiser of another contest find their own people only."""
    return not (person.is_minor or offices_of(person) or runs_a_contest(person))


@rule
def reads_in_no_contest(person: Any, other: Person | None) -> bool:
    return not is_reading_a_contest(person)


@rule
def finds_an_adult(person: Any, other: Person | None) -> bool:
    return other is None or is_adult_to_find(other)


@rule
def is_of_age(person: Any, other: Person) -> bool:
    return not person.is_minor


@rule
def no_mentor_or_juror_of_a_minor(person: Any, other: Person) -> bool:
    """No office outweighs it: another officer above reads the number and calls."""
    return not (other.is_minor and mentors_or_judges(person, other))


@rule
def organiser_of_a_contest_they_are_in(person: Any, other: Person) -> bool:
    return takes_part_for(person, other)


SEARCH = permit(
    "user.search_by_name",
    finds_those_they_answer_for
    | (is_an_adult_without_an_office & reads_in_no_contest & finds_an_adult),
    sensitive=finds_those_they_answer_for,
)
SEE = permit("member.page.read", officer_over_its_unit | admin_over_its_unit, sensitive=True)
READ_CONTACT = permit(
    "member.contact.read",
    somebody_else
    & is_of_age
    & no_mentor_or_juror_of_a_minor
    & (officer_over_its_unit | admin_over_its_unit | organiser_of_a_contest_they_are_in),
    sensitive=True,
)
OWN_LOOKS = permit("member.own_looks.read", signed_in, sensitive=False)
