"""Who reads and writes in a conversation, and who reads what was reported.

A frozen conversation is open to safeguarding officers alone, until one of them has decided.
"""

from typing import Any

from mentorhub.conversations import queries
from mentorhub.conversations.domain import Part
from mentorhub.conversations.models import SafetyReport, Thread
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.organisations.rules import admin_over_it, holds_somewhere, is_admin, offices_of
from mentorhub.organisations.rules import safeguarding_officer_over_its_unit as guards_its_unit
from mentorhub.platform.permissions import permit, rule, signed_in


@rule
def sits_in_it(person: Any, thread: Thread) -> bool:
    table = queries.table_of(thread)
    return table is not None and table.seat_of(person) is not None


@rule
def safeguarding_officer_somewhere(person: Any, thing: Any) -> bool:
    return holds_somewhere(person, Role.SAFEGUARDING_OFFICER)


@rule
def nobody_guards_its_unit(person: Any, report: SafetyReport) -> bool:
    return not holders_over(Role.SAFEGUARDING_OFFICER, report.unit)


@rule
def it_is_frozen(person: Any, thread: Thread) -> bool:
    return thread.is_frozen


@rule
def it_is_undecided(person: Any, report: SafetyReport) -> bool:
    return report.is_open


@rule
def told_it(person: Any, report: SafetyReport) -> bool:
    return bool(report.reporter_id == person.id)


@rule
def sits_there_by_office(person: Any, thread: Thread) -> bool:
    """An officer beside somebody under 18; of people without an office nothing more is asked."""
    if not offices_of(person):
        return False
    table = queries.table_of(thread)
    seat = table.seat_of(person) if table else None
    return seat is not None and seat.part is Part.OFFICER


READ_THREAD = permit("thread.read", sits_in_it, sensitive=sits_there_by_office)
WRITE = permit("thread.write", sits_in_it & ~it_is_frozen, sensitive=False)
REPORT = permit("safety.report", signed_in, sensitive=False)
LIST_REPORTS = permit("safety.list", safeguarding_officer_somewhere | is_admin, sensitive=True)
guards = (guards_its_unit | admin_over_it & nobody_guards_its_unit) & ~told_it
READ_REPORT = permit("safety.read", guards, sensitive=True)
DECIDE = permit("safety.decide", guards & it_is_undecided, sensitive=True)
READ_ANSWER = permit("safety.read_answer", told_it, sensitive=False)
