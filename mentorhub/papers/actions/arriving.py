"""A file on its way: announced, sent part by part, gone on with after the network was lost."""

from datetime import datetime, timedelta

from mentorhub.accounts.models import Person
from mentorhub.entries.actions import hold_open
from mentorhub.entries.models import Entry
from mentorhub.papers import queries
from mentorhub.papers.actions import keeping
from mentorhub.papers.actions.words import refusal
from mentorhub.papers.domain.examination import kind_named, weigh
from mentorhub.papers.domain.faults import Unfit
from mentorhub.papers.domain.kinds import PART
from mentorhub.papers.domain.names import clean
from mentorhub.papers.models import Upload
from mentorhub.platform import stores
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, let_others_write, lock
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


def receive(upload: Upload, offset: int, part: bytes) -> None:
    """Keep one part. One that is here already changes nothing: its answer may have been lost."""
    lock(upload)
    if upload.ended_at is not None:
        raise Refused(_("This upload has ended. Choose the file again."))
    until = offset + len(part)
    if not part or len(part) > PART or until > upload.size:
        raise Refused(_("This part does not belong to the file. Choose the file again."))
    if until <= upload.received:
        return
    if offset != upload.received:
        raise Refused(_("A part is missing. Choose the file again, it goes on where it stopped."))
    stores.put(_key(upload, offset), part)
    upload.received = until


def finish(upload: Upload, *, by: Person, at: datetime) -> str:
    """Examine the whole file and put it into the entry. A second click finds that done.

    The answer is the sentence why it was not taken; then the upload is over as well.

    Nobody waits meanwhile: the database is let go while the bytes are looked at.
    """
    if upload.ended_at is not None:
        return ""
    if not upload.is_whole:
        raise Refused(_("A part is missing. Choose the file again, it goes on where it stopped."))
    entry, name, slot = upload.entry, upload.name, upload.slot
    try:
        content = b"".join(stores.get(key) for key in _keys(upload))
        let_others_write()
        fit = keeping.examined(name, content)
    except FileNotFoundError:
        raise Refused(_("This upload has ended. Choose the file again.")) from None
    except Unfit as unfit:
        end(upload)
        return str(refusal(unfit).message)
    hold_open(entry, at, slot)
    lock(upload)
    if upload.ended_at is None:
        keeping.attach(entry, fit, slot=slot, by=by)
        end(upload)
    return ""


def end(upload: Upload) -> None:
    """Forget the parts; the row says for a day that they came."""
    for key in _keys(upload):
        stores.delete(key)
    upload.ended_at = upload.ended_at or now()


def sweep() -> None:
    """What nobody went on with for a day, and what only counted for yesterday."""
    for upload in queries.begun_before(now() - KEPT):
        end(upload)
        db.session.delete(upload)


def _keys(upload: Upload) -> list[str]:
    return [_key(upload, offset) for offset in range(0, upload.received, PART)]


def _key(upload: Upload, offset: int) -> str:
    return f"part-{upload.id.hex}-{offset // PART:04d}"
