"""Who may read, write, send and take back an entry (permission matrix: sub.*).

A conflict wins over an office: an organiser on the team, or beside it, does not see it as one.
"""

from typing import Any

from mentorhub.contests.models import Contest
from mentorhub.contests.rules import it_was_announced, runs_the_contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries import takes_part
from mentorhub.ideas.models import Idea
from mentorhub.organisations.models import Role
from mentorhub.organisations.rules import holds_office
from mentorhub.platform.clock import now
from mentorhub.platform.permissions import anyone, permit, rule, signed_in
from mentorhub.teams.queries import is_tied


@rule
def on_the_team(person: Any, entry: Entry) -> bool:
    return entry.team.includes(person)


@rule
def leads_the_team(person: Any, entry: Entry) -> bool:
    return entry.team.is_owned_by(person)


@rule
def of_age(person: Any, entry: Entry) -> bool:
    return not person.is_minor


@rule
def organises_without_conflict(person: Any, entry: Entry) -> bool:
    """A competitor among the organisers is close to every entry of the contest."""
    if not entry.contest.is_run_by(person) or entry.team.includes(person):
        return False
    return not is_tied(person, entry.team) and not takes_part(person, entry.contest)


@rule
def has_no_part_in_it(person: Any, contest: Contest) -> bool:
    return not takes_part(person, contest)


@rule
def answers_for_its_unit(person: Any, entry: Entry) -> bool:
    return holds_office(person, Role.UNIT_OFFICER, entry.team.unit)


@rule
def competes_with_it(person: Any, entry: Entry) -> bool:
    """In the same contest: an office does not open the entries of rivals."""
    return takes_part(person, entry.contest)


@rule
def entries_are_closed(person: Any, entry: Entry) -> bool:
    return now() >= entry.deadline.closes_at


@rule
def it_came_late(person: Any, entry: Entry) -> bool:
    return entry.state in (EntryState.LATE, EntryState.REFUSED)


@rule
def it_was_sent(person: Any, entry: Entry) -> bool:
    return entry.number is not None


@rule
def results_are_out(person: Any, entry: Entry) -> bool:
    return entry.contest.is_published


@rule
def on_the_team_of_the_idea(person: Any, idea: Idea) -> bool:
    return idea.team is not None and idea.team.includes(person)


START = permit("entry.start", signed_in & it_was_announced)
START_FROM_IDEA = permit("entry.start_from_idea", on_the_team_of_the_idea)
reads_it = on_the_team | organises_without_conflict & entries_are_closed & it_was_sent
READ = permit("entry.read", reads_it, sensitive=False)
PHOTO = permit("entry.photo.read", reads_it, sensitive=False)
GLANCE = permit(
    "entry.glance",
    on_the_team | organises_without_conflict | answers_for_its_unit & ~competes_with_it,
    sensitive=~on_the_team & ~results_are_out,
)
WRITE = permit("entry.write", on_the_team)
FINALISE = permit("entry.finalise", on_the_team & of_age)
WITHDRAW = permit("entry.withdraw", leads_the_team & of_age & it_was_sent & ~results_are_out)
RECEIPT = permit("entry.read_receipt", on_the_team & it_was_sent)
LIST = permit("entry.list", runs_the_contest & has_no_part_in_it, sensitive=True)
CHECK_RECEIPT = permit("receipt.check", anyone)
DECIDE_LATE = permit("entry.decide_late", organises_without_conflict & it_came_late, sensitive=True)
