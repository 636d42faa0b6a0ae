"""Who gives, lists, takes and checks certificates (permission matrix: certificate.*)."""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.certificates.models import Bundle, Certificate
from mentorhub.contests.models import Contest
from mentorhub.contests.rules import its_results_are_published, runs_the_contest
from mentorhub.entries.queries import hidden_from
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.organisations.rules import officer_over_its_unit, somebody_else
from mentorhub.platform.permissions import anyone, permit, rule, signed_in


def _runs_it_free_of_conflict(person: Any, contest: Contest) -> bool:
    return contest.is_run_by(person) and not hidden_from(person, contest)


@rule
def runs_its_contest_without_conflict(person: Person, thing: Certificate | Bundle) -> bool:
    return _runs_it_free_of_conflict(person, thing.contest)


@rule
def holds_it(person: Person, certificate: Certificate) -> bool:
    return certificate.person_id == person.id


@rule
def it_is_valid(person: Person, certificate: Certificate) -> bool:
    return certificate.is_valid


GIVE = permit(
    "certificate.issue_or_revoke",
    runs_the_contest & is_close_to_no_entry & its_results_are_published,
    sensitive=True,
)
REVOKE = permit("certificate.revoke", runs_its_contest_without_conflict, sensitive=True)
LIST = permit(
    "certificate.list_of_other_person", runs_the_contest & is_close_to_no_entry, sensitive=True
)
TAKE_OUT = permit("certificate.bundle.read", runs_its_contest_without_conflict, sensitive=True)
LIST_OF_MEMBER = permit(
    "certificate.list_of_member", somebody_else & officer_over_its_unit, sensitive=True
)
PROPOSE = permit("award.proposals.export", runs_the_contest & is_close_to_no_entry, sensitive=True)
OWN = permit("certificate.own", signed_in, sensitive=False)
DOWNLOAD = permit("certificate.own.download", holds_it & it_is_valid, sensitive=False)
CHECK = permit("certificate.verify_by_token", anyone, sensitive=False)
