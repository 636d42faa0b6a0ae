"""Who asks secretaries, prints and types (permission matrix: paper_entry.write, Q for SC alone).

A secretary types marks of others while scoring is open: who runs the contest, sits on its jury or
is close to any of its entries does not, whatever else they are. The second who types is another.
"""

from typing import Any

from mentorhub.contests.models import Secretary
from mentorhub.entries.queries import hidden_from
from mentorhub.entries.rules import is_close_to_no_entry
from mentorhub.judging.rules import (
    free_of_conflict,
    holds_the_card,
    is_close_to_no_entry_of_the_juror,
    is_its_secretary,
    runs_the_contest,
    runs_the_contest_of_the_juror,
)
from mentorhub.platform.permissions import permit, rule
from mentorhub.transcripts.models import PaperSheet


@rule
def types_for_its_contest(person: Any, paper: PaperSheet) -> bool:
    return bool(is_its_secretary.ask(person, paper.contest))


@rule
def typed_it(person: Any, paper: PaperSheet) -> bool:
    return bool(paper.typed_by_id == person.id)


@rule
def runs_its_contest_without_conflict(person: Any, paper: PaperSheet) -> bool:
    contest = paper.contest
    return contest.is_run_by(person) and not hidden_from(person, contest)


@rule
def is_asked(person: Any, secretary: Secretary) -> bool:
    return secretary.person_id == person.id and secretary.is_waiting


@rule
def serves_it(person: Any, secretary: Secretary) -> bool:
    return secretary.person_id == person.id and secretary.serves


@rule
def asks_for_its_contest(person: Any, secretary: Secretary) -> bool:
    contest = secretary.contest
    return contest.is_run_by(person) and not hidden_from(person, contest)


NAME = permit("secretary.name", runs_the_contest & is_close_to_no_entry, sensitive=True)
ANSWER = permit("secretary.answer", is_asked, sensitive=False)
END = permit("secretary.end", asks_for_its_contest | serves_it, sensitive=True)
PRINT = permit(
    "paper_sheet.print",
    runs_the_contest_of_the_juror & is_close_to_no_entry_of_the_juror,
    sensitive=True,
)
LIST = permit(
    "paper_sheet.list",
    is_its_secretary | (runs_the_contest & is_close_to_no_entry),
    sensitive=True,
)
SEE = permit("paper_sheet.read", types_for_its_contest | runs_its_contest_without_conflict)
TYPE = permit("paper_entry.write", types_for_its_contest, sensitive=True)
CONFIRM = permit("paper_entry.confirm", types_for_its_contest & ~typed_it, sensitive=True)
RELEASE = permit(
    "paper_sheet.release",
    (types_for_its_contest & typed_it) | runs_its_contest_without_conflict,
    sensitive=True,
)
OBJECT = permit("score.own.object", holds_the_card & free_of_conflict, sensitive=True)
