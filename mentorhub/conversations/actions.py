"""Writing, reporting, freezing and deciding. No activity row says who reported what."""

from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.models import Guardian
from mentorhub.conversations import queries
from mentorhub.conversations.domain import (
    MOST_MESSAGES,
    MOST_REPORTS,
    WINDOW,
    Table,
    holds_contact,
)
from mentorhub.conversations.models import Message, ReportState, SafetyReport, Thread
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db, lock
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.i18n import _l
from mentorhub.units.models import Unit

PAUSED = _l("This conversation is paused.")


def thread_for(kind: str, key: UUID, unit: Unit) -> Thread:
    """The one conversation about a thing, opened when it is first needed."""
    if (known := queries.thread_about(kind, key)) is not None:
        return known
    add_once(Thread, subject_type=kind, subject_id=key, unit_id=unit.id, opened_at=now())
    thread = queries.thread_about(kind, key)
    assert thread is not None
    return thread


def write(thread: Thread, text: str, *, by: Person) -> Message:
    lock(thread)
    table = queries.table_of(thread)
    if thread.is_frozen:
        raise Refused(PAUSED)
    if table is None or not table.is_open or table.seat_of(by) is None:
        raise Refused(_l("This conversation has ended."))
    _refuse_unguarded(table, text)
    if queries.written_since(by, now() - WINDOW) >= MOST_MESSAGES:
        raise TooOften(_l("Many messages in a short time. Wait ten minutes, then go on."))
    message = Message(thread=thread, author=by, text=text, language=by.language)
    db.session.add(message)
    record("thread.written", thread, by=by, title=table.title)
    return message


def _refuse_unguarded(table: Table, text: str) -> None:
    if table.lacks_an_officer:
        raise Refused(
            _l("No officer of the Youth Union is named for this team yet. Ask your unit for one.")
        )
    if table.guarded and holds_contact(text):
        raise Refused(
            _l(
                "Somebody under 18 is here: no phone numbers, addresses or profiles are handed "
                "over. Take them out, and go on talking here."
            )
        )


def report(
    *,
    text: str,
    about: str,
    page: str,
    thread: Thread | None,
    reporter: Person | None,
    unit: Unit | None,
    language: str,
    guardian: Guardian | None = None,
) -> SafetyReport:
    """Noted for the safeguarding officers; the conversation it is about stops at once."""
    since = now() - WINDOW * 6
    if queries.reported_since(since, reporter=reporter, guardian=guardian) >= MOST_REPORTS:
        raise TooOften(_l("Your reports have arrived. In danger call 111, day and night."))
    place = thread.unit if thread is not None else unit or queries.whole_province()
    told = SafetyReport(
        text=text,
        about=about,
        page=page,
        thread=thread,
        reporter=reporter,
        guardian=guardian,
        unit=place,
        language=language,
    )
    db.session.add(told)
    if thread is not None:
        freeze(thread)
    record("safety.reported", told, by=None)
    return told


def freeze(thread: Thread) -> None:
    lock(thread)
    if not thread.is_frozen:
        thread.frozen_at = now()
        record("thread.frozen", thread, by=None)


def decide(told: SafetyReport, *, lifts: bool, reason: str, by: Person) -> None:
    """Let the conversation go on, or keep it closed; with another report open it stays closed."""
    if told.thread is not None:
        lock(told.thread)
    lock(told)
    if not told.is_open:
        raise Refused(_l("Somebody has decided this already."))
    told.state = ReportState.LIFTED if lifts else ReportState.KEPT_CLOSED
    told.decided_at, told.decided_by_id, told.reason = now(), by.id, reason
    db.session.flush()
    thread = told.thread
    if thread is not None and lifts and not queries.keeps_closed(thread):
        thread.frozen_at = None
        record("thread.lifted", thread, by=by)
    record("safety.decided", told, by=by)
