"""Who may read, set up and run a contest (permission matrix: CO is `runs_the_contest`)."""

from typing import Any

from mentorhub.contests.models import Amendment, ByTwo, Contest, ContestState
from mentorhub.contests.queries import serves_as_secretary, sits_on_the_jury
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import admin_over_it, holds_office, holds_somewhere
from mentorhub.platform.permissions import anyone, open_rule, permit, rule


@open_rule
def it_was_announced(person: Any, contest: Contest) -> bool:
    return contest.state is not ContestState.DRAFT


@open_rule
def its_results_are_published(person: Any, contest: Contest) -> bool:
    return contest.is_published


@rule
def runs_the_contest(person: Any, contest: Contest) -> bool:
    return contest.is_run_by(person)


@rule
def sits_on_its_jury(person: Any, contest: Contest) -> bool:
    return sits_on_the_jury(person, contest)


@rule
def organises_somewhere(person: Any, thing: Any) -> bool:
    return holds_somewhere(person, Role.ORGANISER) or holds_somewhere(person, Role.ADMIN)


@rule
def types_its_sheets(person: Any, contest: Contest) -> bool:
    return serves_as_secretary(person, contest)


def may_host(person: Any, unit: Any) -> bool:
    """May the person set up a contest in this unit?"""
    return holds_office(person, Role.ORGANISER, unit) or holds_office(person, Role.ADMIN, unit)


def may_answer(person: Any, contest: Contest) -> bool:
    """Who may ask for a change by two, or agree to one: it runs in their hands or under them."""
    return contest.is_run_by(person) or holds_office(person, Role.ADMIN, contest.unit)


@rule
def answers_for_the_contest(person: Any, amendment: Amendment) -> bool:
    return may_answer(person, amendment.contest)


@rule
def did_not_ask(person: Any, amendment: Amendment) -> bool:
    return bool(amendment.approval.asked_by_id != person.id)


@rule
def about_the_deadline(person: Any, amendment: Amendment) -> bool:
    return amendment.matter is ByTwo.DEADLINE


BROWSE = permit("contest.browse", anyone)
READ = permit("contest.read", it_was_announced | runs_the_contest, sensitive=False)
READ_PANEL = permit(
    "contest.read_panel",
    its_results_are_published
    | runs_the_contest
    | sits_on_its_jury
    | types_its_sheets
    | admin_over_it,
    sensitive=False,
)
SET_UP = permit("contest.set_up", organises_somewhere, sensitive=False)
COPY = permit(
    "contest.copy", organises_somewhere & (it_was_announced | runs_the_contest), sensitive=False
)
RUN = permit("contest.run", runs_the_contest, sensitive=False)
CHANGE = permit("contest.change", runs_the_contest & ~its_results_are_published, sensitive=True)
PREVIEW = permit("contest.preview", runs_the_contest, sensitive=False)
ANNOUNCE = permit("contest.announce", runs_the_contest & ~it_was_announced, sensitive=False)
EXTEND = permit("contest.extend", runs_the_contest & it_was_announced, sensitive=False)
SEE_AMENDMENT = permit("contest.amendment.read", answers_for_the_contest, sensitive=False)
AGREE_TO_DEADLINE = permit(
    "contest.deadline.agree",
    answers_for_the_contest & did_not_ask & about_the_deadline,
    sensitive=True,
)
