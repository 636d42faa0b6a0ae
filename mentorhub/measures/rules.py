"""Who may ask for a measure, agree to one, and read them (permission matrix: sub.*, Q)."""

from typing import Any

from mentorhub.entries.rules import on_the_team, organises_without_conflict, results_are_out
from mentorhub.measures.models import Measure
from mentorhub.platform.permissions import permit, rule


@rule
def organises_its_contest_without_conflict(person: Any, measure: Measure) -> bool:
    return organises_without_conflict(person, measure.entry)


@rule
def did_not_ask(person: Any, measure: Measure) -> bool:
    return bool(measure.approval.asked_by_id != person.id)


EXTEND = permit("entry.extend", organises_without_conflict & ~results_are_out, sensitive=True)
DISQUALIFY = permit(
    "entry.disqualify", organises_without_conflict & ~results_are_out, sensitive=True
)
PENALISE = permit("entry.penalise", organises_without_conflict & ~results_are_out, sensitive=True)
SEE = permit("entry.measure.read", organises_its_contest_without_conflict, sensitive=True)
AGREE = permit(
    "entry.measure.agree", organises_its_contest_without_conflict & did_not_ask, sensitive=True
)
READ_OF_ENTRY = permit(
    "entry.measures.read", on_the_team | organises_without_conflict, sensitive=False
)
