"""Who reads and writes in a conversation, and who reads what was reported.

A frozen conversation is open to safeguarding officers alone, until one of them has decided.
"""

from typing import Any

from mentorhub.conversations import queries
from mentorhub.conversations.models import SafetyReport, Thread
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import holders_over
from mentorhub.organisations.rules import holds_somewhere, is_admin
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


READ_THREAD = permit("thread.read", sits_in_it)
WRITE = permit("thread.write", sits_in_it & ~it_is_frozen)
REPORT = permit("safety.report", signed_in)
LIST_REPORTS = permit("safety.list", safeguarding_officer_somewhere | is_admin)
guards = (guards_its_unit | is_admin & nobody_guards_its_unit) & ~told_it
READ_REPORT = permit("safety.read", guards)
DECIDE = permit("safety.decide", guards & it_is_undecided)
READ_ANSWER = permit("safety.read_answer", told_it)
