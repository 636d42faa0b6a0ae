"""News of conversations never hold a word of them; news of reports never hold a name."""

from collections.abc import Iterable

from mentorhub.accounts.models import Person
from mentorhub.activity.models import Activity
from mentorhub.conversations.models import SafetyReport, Thread
from mentorhub.conversations.queries import guards_of, table_of
from mentorhub.platform.db import db
from mentorhub.platform.i18n import _l


def everybody_at_the_table(activity: Activity) -> Iterable[Person]:
    table = table_of(db.session.get_one(Thread, activity.subject_id))
    return [seat.person for seat in table.seats] if table else []


def who_guards(activity: Activity) -> Iterable[Person]:
    """Safeguarding officers, but not the one who reported it: another one looks at that."""
    told = db.session.get_one(SafetyReport, activity.subject_id)
    return [person for person in guards_of(told.unit) if person.id != told.reporter_id]


def who_told_it(activity: Activity) -> Iterable[Person]:
    told = db.session.get_one(SafetyReport, activity.subject_id)
    return [told.reporter] if told.reporter else []


AUDIENCES = {
    "thread.written": everybody_at_the_table,
    "thread.frozen": everybody_at_the_table,
    "thread.lifted": everybody_at_the_table,
    "safety.reported": who_guards,
    "safety.decided": who_told_it,
}
LINES = {
    "thread.written": _l("Something new in the conversation of team %(title)s"),
    "thread.frozen": _l("A conversation of yours is paused"),
    "thread.lifted": _l("A conversation of yours goes on"),
    "safety.reported": _l("A safety problem was reported. Please look at it today"),
    "safety.decided": _l("What you reported has been looked into"),
}
LINKS = {
    **{verb: ("conversations.show", "thread_id") for verb in AUDIENCES if "thread." in verb},
    "safety.reported": ("conversations.read_report", "report_id"),
    "safety.decided": ("conversations.answer", "report_id"),
}
