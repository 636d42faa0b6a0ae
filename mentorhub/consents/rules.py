"""Who answers for whom. What is missing is said in words, not hidden: see `actions.require`."""

from typing import Any

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.consents.models import Guardian
from mentorhub.organisations.rules import admin_over_it, officer_over_its_unit, somebody_else
from mentorhub.platform.permissions import open_rule, permit, rule, signed_in


@rule
def is_under_18(person: Any, thing: Any) -> bool:
    return bool(person.is_minor)


@rule
def that_person_is_under_18(person: Any, child: Person) -> bool:
    return child.is_minor


@rule
def named_this_guardian(person: Any, guardian: Guardian) -> bool:
    return guardian.person_id == person.id and guardian.ended_at is None


@rule
def officer_over_the_child(person: Any, guardian: Guardian) -> bool:
    return officer_over_its_unit(person, guardian.child)


@rule
def admin_over_the_child(person: Any, guardian: Guardian) -> bool:
    return admin_over_it(person, guardian.child)


@rule
def somebody_elses_guardian(person: Any, guardian: Guardian) -> bool:
    return bool(guardian.person_id != person.id)


@rule
def only_has_to_know(person: Any, guardian: Guardian) -> bool:
    """Of somebody of 16 or 17, while this guardian speaks for them."""
    child = guardian.child
    return guardian.ended_at is None and child.is_minor and not child.needs_guardian


@open_rule
def holds_the_guardians_link(person: Any, guardian: Guardian) -> bool:
    """The loader found the guardian by the token of the address; there is no other way in."""
    return guardian.link_works and guardian.child.is_minor


@open_rule
def answers_for_a_child(person: Any, guardian: Guardian) -> bool:
    """Under 16, and the guardian has said who they are by answering before."""
    return guardian.checked_how is not None and guardian.child.needs_guardian


@rule
def may_act(person: Any, thing: Any) -> bool:
    """The account is agreed to, under 16 by a guardian as well."""
    return bool(person.agrees_to(Purpose.ACCOUNT))


OWN = permit("consent.own", signed_in, sensitive=False)
NAME_GUARDIAN = permit("guardian.name", is_under_18, sensitive=False)
TELL_GUARDIAN = permit("guardian.tell", named_this_guardian, sensitive=False)
ANSWER_AS_GUARDIAN = permit("guardian.answer", holds_the_guardians_link, sensitive=True)
their_childs = holds_the_guardians_link & answers_for_a_child
EXPORT_AS_GUARDIAN = permit("guardian.export", their_childs, sensitive=True)
ERASE_AS_GUARDIAN = permit("guardian.erase", their_childs, sensitive=True)
CHECK_PAPER = permit(
    "guardian.check_paper",
    somebody_else & that_person_is_under_18 & (officer_over_its_unit | admin_over_it),
    sensitive=True,
)
END_GUARDIAN = permit(
    "guardian.end",
    somebody_elses_guardian & (officer_over_the_child | admin_over_the_child),
    sensitive=True,
)
INFORM = permit(
    "guardian.inform",
    somebody_elses_guardian & only_has_to_know & (officer_over_the_child | admin_over_the_child),
    sensitive=True,
)
