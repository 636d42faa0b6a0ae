"""Who brings marks in from outside, and who confirms them.

Both run the contest, are close to none of its entries, and sit on no jury of it: whoever marks
reads no mark of another juror. Until a file is passed on only whoever gave it reads it.
"""

from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.contests.queries import sits_on_the_jury
from mentorhub.entries.queries import hidden_from
from mentorhub.platform.permissions import permit, rule
from mentorhub.tallies.models import GivenTally


def may_bring_in(person: Any, contest: Contest) -> bool:
    return (
        contest.is_run_by(person)
        and not hidden_from(person, contest)
        and not sits_on_the_jury(person, contest)
    )


@rule
def runs_it_without_judging(person: Person, contest: Contest) -> bool:
    return may_bring_in(person, contest)


@rule
def runs_its_contest_without_judging(person: Person, tally: GivenTally) -> bool:
    return may_bring_in(person, tally.contest)


@rule
def gave_it(person: Person, tally: GivenTally) -> bool:
    return tally.by_id == person.id


@rule
def was_passed_on(person: Person, tally: GivenTally) -> bool:
    return tally.approval_id is not None


GIVE = permit("tally.give", runs_it_without_judging, sensitive=True)
OWN = permit("tally.own", runs_its_contest_without_judging & gave_it, sensitive=True)
READ = permit(
    "tally.read", runs_its_contest_without_judging & (gave_it | was_passed_on), sensitive=True
)
CONFIRM = permit(
    "tally.confirm", runs_its_contest_without_judging & was_passed_on & ~gave_it, sensitive=True
)
