"""Note that a document was seen, or that this was a slip. No copy is taken."""

from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Document
from mentorhub.eligibility import queries
from mentorhub.eligibility.models import Sight
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import participants_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def note_seen(
    entry: Entry, *, document_id: UUID, person_id: UUID | None, seen: bool, by: Person
) -> None:
    """A second click, or a second officer, changes nothing."""
    lock(entry)
    document = _document(entry, document_id, person_id)
    noted = queries.sights_of(entry).get((document.id, person_id))
    if seen is (noted is not None):
        return
    if noted is not None:
        noted.undone_at, noted.undone_by_id = now(), by.id
    else:
        facts = {"document_id": document.id, "person_id": person_id, "at": now()}
        db.session.add(Sight(entry_id=entry.id, by_id=by.id, **facts))
    verb = "entry.document_seen" if seen else "entry.document_not_seen"
    record(verb, entry, by=by, contest_id=entry.contest_id)


def _document(entry: Entry, key: UUID, person_id: UUID | None) -> Document:
    """Of this contest, and to be shown by this person, or once for the entry."""
    document = next((one for one in entry.contest.documents if one.id == key), None)
    people = {one.id: one for one in participants_of(entry)}
    if document is not None and document.rule.is_of_the_entry and person_id is None:
        return document
    person = people.get(person_id) if person_id else None
    if document is None or person is None:
        raise Refused(_("This is not asked of them any more."))
    if not document.rule.concerns(is_minor=person.is_minor):
        raise Refused(_("This is not asked of them any more."))
    return document
