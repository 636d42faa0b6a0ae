"""The team answers what the check asked."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.eligibility import queries
from mentorhub.entries.actions import content_of, sent_content_of
from mentorhub.entries.domain import changed
from mentorhub.entries.models import Entry
from mentorhub.platform.clock import now
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def answer(entry: Entry, *, words: str, by: Person) -> None:
    """In words, after the changes were sent; from then on nothing may be changed any more."""
    lock(entry.contest)
    lock(entry)
    question = queries.latest_of(entry)
    if question is None or not question.is_open_question or not entry.is_asked(now()):
        raise Refused(_("Nothing waits for an answer any more."))
    new = changed(sent_content_of(entry), content_of(entry)) & set(question.parts)
    if new:
        raise Refused(_("Send your changes first: after the answer nothing can be changed."))
    question.answer, question.answered_at, question.answered_by_id = words, now(), by.id
    entry.asked_parts, entry.asked_until = [], None
    facts = {"contest": dict(entry.contest.title), "code": entry.code}
    record("entry.answered", entry, by=by, contest_id=entry.contest_id, **facts)
