"""Who reads which part of the log. Nobody writes in it or takes anything out."""

from typing import Any

from mentorhub.contests.models import Contest
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.organisations.rules import (
    admin_over_it,
    administers_all,
    is_admin,
    officer_somewhere,
)
from mentorhub.platform.permissions import permit, rule, signed_in


@rule
def it_is_about_a_contest(person: Any, thing: Any) -> bool:
    return isinstance(thing, Contest)


@rule
def runs_the_contest(person: Any, contest: Contest) -> bool:
    return contest.is_run_by(person)


@rule
def nobody(person: Any, thing: Any) -> bool:
    return False


def reads_all(person: Any) -> bool:
    return administers_all(person)


# the log says who judges what, and when: not for a competitor or somebody beside a team
of_a_contest = it_is_about_a_contest & (runs_the_contest | admin_over_it) & is_close_to_no_entry
of_their_units = ~it_is_about_a_contest & (officer_somewhere | is_admin)

READ = permit("audit.read", of_a_contest | of_their_units, sensitive=True)
WRITE = permit("audit.write_or_delete", nobody, sensitive=True)
LOOKS = permit("audit.own_looks.read", signed_in, sensitive=False)
