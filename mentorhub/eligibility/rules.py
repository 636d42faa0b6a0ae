"""Who looks through entries, who decides, who answers (permission matrix: sub.read, export).

Organisers decide; officers see what is found in entries of their units, note which documents they
saw, and recommend. A conflict wins over both offices. The file is the organisers'.
"""

from typing import Any

from mentorhub.contests.models import Contest
from mentorhub.contests.rules import it_was_announced, runs_the_contest
from mentorhub.entries.models import Entry
from mentorhub.entries.rules import (
    answers_for_it,
    is_close_to_no_entry,
    it_was_sent,
    judges_without_names,
    of_age,
    on_the_team,
    organises_it,
    results_are_out,
)
from mentorhub.organisations.rules import officer_somewhere
from mentorhub.platform.clock import now
from mentorhub.platform.permissions import permit, rule
from mentorhub.teams.queries import is_tied


@rule
def it_has_a_check(person: Any, contest: Contest) -> bool:
    return contest.has_a_check


@rule
def its_contest_has_a_check(person: Any, entry: Entry) -> bool:
    return entry.contest.has_a_check


@rule
def is_close_to_its_team(person: Any, entry: Entry) -> bool:
    return entry.team.includes(person) or is_tied(person, entry.team)


@rule
def runs_its_contest(person: Any, entry: Entry) -> bool:
    return entry.contest.is_run_by(person)


@rule
def the_check_asks(person: Any, entry: Entry) -> bool:
    return entry.is_asked(now())


is_its_officer = answers_for_it & ~is_close_to_its_team
sees_its_papers = organises_it | is_its_officer
free = is_close_to_no_entry & ~judges_without_names
LIST = permit(
    "eligibility.list",
    it_has_a_check & it_was_announced & (runs_the_contest | officer_somewhere) & free,
    sensitive=True,
)
EXPORT = permit("eligibility.export", it_has_a_check & runs_the_contest & free, sensitive=True)
DECIDE_MANY = permit(
    "eligibility.decide_many", it_has_a_check & runs_the_contest & free, sensitive=True
)
# the stages of the contest come last: its teams are asked as well, and are none of these
reads = it_was_sent & sees_its_papers & its_contest_has_a_check
READ = permit("eligibility.read", reads, sensitive=True)
NOTE = permit("eligibility.note", reads & ~results_are_out, sensitive=True)
RECOMMEND = permit(
    "eligibility.recommend",
    it_was_sent & is_its_officer & ~runs_its_contest & its_contest_has_a_check & ~results_are_out,
    sensitive=True,
)
DECIDE = permit(
    "eligibility.decide",
    it_was_sent & organises_it & its_contest_has_a_check & ~results_are_out,
    sensitive=True,
)
ANSWER = permit("eligibility.answer", on_the_team & of_age & the_check_asks, sensitive=False)
