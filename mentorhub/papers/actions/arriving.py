"""A file on its way: announced, sent part by part, gone on with after the network was lost."""

from datetime import datetime, timedelta
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.entries.actions import hold_open
from mentorhub.entries.models import Entry
from mentorhub.papers import queries
from mentorhub.papers.actions import keeping
from mentorhub.papers.actions.keeping import Writing
from mentorhub.papers.actions.words import refusal
from mentorhub.papers.domain.examination import kind_named, weigh
from mentorhub.papers.domain.faults import Unfit
from mentorhub.papers.domain.kinds import MOST_AT_ONCE, PART
from mentorhub.papers.domain.names import clean
from mentorhub.papers.models import Upload
from mentorhub.platform import files, stores
from mentorhub.platform.clock import now
from mentorhub.platform.db import begin_to_write, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _

KEPT = timedelta(days=1)


def begin(
    entry: Entry, *, name: str, size: int, slot: str, mark: str, by: Person, at: datetime
) -> Upload:
    """Announce a file; the same file begun before goes on where it stopped."""
    hold_open(entry, at, slot)
    try:
        kind_named(clean(name))
        weigh(size)
    except Unfit as unfit:
        raise refusal(unfit) from None
    upload = queries.begun(entry, by, slot=slot, name=clean(name), size=size, mark=mark)
    if upload.id is None:
        keeping.refuse_too_much(entry, upload.name, size, slot=slot, at=at)
        db.session.add(upload)
        db.session.flush()
    return upload


def receive(upload: Upload, offset: int, part: bytes) -> int:
    """Keep one part, or several at once, and say how much of the file is here.

    One that is here already changes nothing: its answer may have been lost. The bytes are stored
    before anybody has to wait; they count once their place is taken, in one statement.
    """
    until, key = offset + len(part), upload.id
    if _is_here(upload, offset, until):
        return upload.received
    for at in range(0, len(part), PART):
        stores.put(_key(key, offset + at), part[at : at + PART])
    begin_to_write()
    if queries.takes_part_in(key, offset=offset, until=until):
        return until
    if _is_here(lock(upload), offset, until):  # its twin was faster
        return upload.received
    raise Refused(_("This upload has ended. Choose the file again."))


def _is_here(upload: Upload, offset: int, until: int) -> bool:
    """Did these bytes come before? Refused if it is not their turn either."""
    if upload.ended_at is not None:
        raise Refused(_("This upload has ended. Choose the file again."))
    size, whole_parts = until - offset, (until - offset) % PART == 0 or until == upload.size
    if not (0 < size <= MOST_AT_ONCE and whole_parts and until <= upload.size):
        raise Refused(_("This part does not belong to the file. Choose the file again."))
    if until > upload.received and offset != upload.received:
        raise Refused(_("A part is missing. Choose the file again, it goes on where it stopped."))
    return until <= upload.received


def finish(upload: Upload, *, by: Person, at: datetime, writing: Writing) -> str:
    """Examine the whole file and put it into the entry. A second click finds that done.

    The answer is the sentence why it was not taken; then the upload is over as well.

    Nobody waits while the bytes are looked at and stored: only then `writing` begins.
    """
    if upload.ended_at is not None:
        return ""
    if not upload.is_whole:
        raise Refused(_("A part is missing. Choose the file again, it goes on where it stopped."))
    try:
        content = b"".join(stores.get(key) for key in _keys(upload))
        fit = keeping.examined(upload.name, content)
    except FileNotFoundError:
        raise Refused(_("This upload has ended. Choose the file again.")) from None
    except Unfit as unfit:
        with writing():
            end(lock(upload))
        return str(refusal(unfit).message)
    with files.laid_down(fit.content) as laid, writing():
        hold_open(upload.entry, at, upload.slot)
        if lock(upload).ended_at is None:
            keeping.attach(upload.entry, fit, laid, slot=upload.slot, by=by)
            end(upload)
    return ""


def end(upload: Upload) -> None:
    """Forget the parts, once that stands; the row says for a day that they came."""
    files.forget_bytes(_keys(upload))
    upload.ended_at = upload.ended_at or now()


def sweep() -> None:
    """What nobody went on with for a day, and what only counted for yesterday."""
    for upload in queries.begun_before(now() - KEPT):
        end(upload)
        db.session.delete(upload)


def _keys(upload: Upload) -> list[str]:
    return [_key(upload.id, offset) for offset in range(0, upload.received, PART)]


def _key(upload_id: UUID, offset: int) -> str:
    return f"part-{upload_id.hex}-{offset // PART:04d}"
