"""Who gives a code for late entries, and who comes in with one (matrix: sub.grant_extension, Q)."""

from typing import Any

from mentorhub.contests.rules import (
    it_was_announced,
    its_results_are_published,
    runs_the_contest,
)
from mentorhub.entries.rules import is_close_to_no_entry, on_the_team, organises_without_conflict
from mentorhub.latecomers.models import LateCode
from mentorhub.platform.permissions import permit, rule, signed_in


@rule
def runs_its_contest_without_conflict(person: Any, code: LateCode) -> bool:
    contest = code.contest
    return runs_the_contest(person, contest) and is_close_to_no_entry(person, contest)


@rule
def did_not_ask(person: Any, code: LateCode) -> bool:
    return bool(code.approval.asked_by_id != person.id)


ASK = permit(
    "late_code.ask",
    runs_the_contest & is_close_to_no_entry & it_was_announced & ~its_results_are_published,
    sensitive=True,
)
LIST = permit("late_code.list", runs_the_contest & is_close_to_no_entry, sensitive=True)
SEE = permit("late_code.read", runs_its_contest_without_conflict, sensitive=True)
AGREE = permit("late_code.agree", runs_its_contest_without_conflict & did_not_ask, sensitive=True)
REDEEM = permit("late_code.redeem", signed_in & it_was_announced)
READ_OF_ENTRY = permit(
    "late_code.of_entry.read", on_the_team | organises_without_conflict, sensitive=False
)
