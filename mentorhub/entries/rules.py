"""Who may read, write, send and take back an entry (permission matrix: sub.*).

A conflict wins over an office, and so does judging without names (docs/decisions/0024): whoever is
close to one entry of a contest reads none of it as an organiser, and a juror reads on the sheet.
"""

from typing import Any

from mentorhub.contests.models import Contest
from mentorhub.contests.queries import sits_on_the_jury
from mentorhub.contests.rules import it_was_announced, runs_the_contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries import hidden_from, is_in_its_team
from mentorhub.ideas.models import Idea
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import holds_office, holds_somewhere
from mentorhub.platform.arrival import database_now
from mentorhub.platform.permissions import anyone, permit, rule, signed_in


@rule
def on_the_team(person: Any, entry: Entry) -> bool:
    return is_in_its_team(person, entry)


@rule
def leads_the_team(person: Any, entry: Entry) -> bool:
    return entry.team.is_owned_by(person)


@rule
def of_age(person: Any, entry: Entry) -> bool:
    return not person.is_minor


@rule
def organises_without_conflict(person: Any, entry: Entry) -> bool:
    """Close to one entry is close to all: what helps a rival helps the own side too."""
    if entry.team.includes(person):
        return False  # the closest of all, and whoever asks most: nothing more is looked up
    return entry.contest.is_run_by(person) and not hidden_from(person, entry.contest)


@rule
def is_close_to_no_entry(person: Any, contest: Contest) -> bool:
    """In no team that entered, beside none, and free to judge each as a juror."""
    return not hidden_from(person, contest)


@rule
def judges_without_names(person: Any, contest: Contest) -> bool:
    """Until the last stage is scored: afterwards no mark can follow a name."""
    is_over = contest.scoring_is_closed and contest.following_stage is None
    return contest.is_blind_ahead and not is_over and sits_on_the_jury(person, contest)


@rule
def judges_it_without_names(person: Any, entry: Entry) -> bool:
    return judges_without_names(person, entry.contest)


@rule
def answers_for_its_unit(person: Any, entry: Entry) -> bool:
    is_officer = holds_somewhere(person, Role.UNIT_OFFICER)  # else no unit is fetched
    return is_officer and holds_office(person, Role.UNIT_OFFICER, entry.team.unit)


@rule
def sides_with_another(person: Any, entry: Entry) -> bool:
    """In the same contest or beside a team in it: an office does not open entries of rivals."""
    return bool(hidden_from(person, entry.contest) - {entry.id})


@rule
def sits_on_its_jury(person: Any, entry: Entry) -> bool:
    return sits_on_the_jury(person, entry.contest)


@rule
def entries_are_closed(person: Any, entry: Entry) -> bool:
    return database_now() >= entry.deadline.ends_at


@rule
def it_came_late(person: Any, entry: Entry) -> bool:
    return entry.state in (EntryState.LATE, EntryState.REFUSED)


@rule
def it_was_sent(person: Any, entry: Entry) -> bool:
    return entry.number is not None


@rule
def it_was_taken_back(person: Any, entry: Entry) -> bool:
    return entry.state is EntryState.WITHDRAWN


@rule
def its_scoring_is_closed(person: Any, entry: Entry) -> bool:
    return entry.contest.scoring_is_closed


@rule
def results_are_out(person: Any, entry: Entry) -> bool:
    return entry.contest.is_published


@rule
def on_the_team_of_the_idea(person: Any, idea: Idea) -> bool:
    return idea.team is not None and idea.team.includes(person)


START = permit("entry.start", signed_in & it_was_announced)
START_FROM_IDEA = permit("entry.start_from_idea", on_the_team_of_the_idea)
organises_it = organises_without_conflict & ~judges_it_without_names
answers_for_it = answers_for_its_unit & ~sides_with_another & ~sits_on_its_jury
reads_it = on_the_team | organises_it & entries_are_closed & it_was_sent
READ = permit("entry.read", reads_it, sensitive=False)
PHOTO = permit("entry.photo.read", reads_it, sensitive=False)
GLANCE = permit(
    "entry.glance",
    on_the_team | organises_it | answers_for_it,
    sensitive=~on_the_team & ~results_are_out,
)
WRITE = permit("entry.write", on_the_team)
FINALISE = permit("entry.finalise", on_the_team & of_age)
WITHDRAW = permit("entry.withdraw", leads_the_team & of_age & it_was_sent & ~results_are_out)
RECEIPT = permit("entry.read_receipt", on_the_team & it_was_sent)
VERSIONS = permit(
    "entry.versions.read",
    it_was_sent & (on_the_team | organises_it & its_scoring_is_closed & ~it_was_taken_back),
    sensitive=~on_the_team,
)
LIST = permit(
    "entry.list", runs_the_contest & is_close_to_no_entry & ~judges_without_names, sensitive=True
)
CHECK_RECEIPT = permit("receipt.check", anyone)
DECIDE_LATE = permit("entry.decide_late", organises_it & it_came_late, sensitive=True)
