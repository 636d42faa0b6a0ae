"""Put a file into an entry, or take it out; what was sent keeps its files."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import BoundedSemaphore

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.entries.actions import content_of, hold_open, not_yet_sent
from mentorhub.entries.models import Attachment, Entry
from mentorhub.papers import queries
from mentorhub.papers.actions.words import refusal
from mentorhub.papers.domain.examination import examine
from mentorhub.papers.domain.faults import Fault, Unfit
from mentorhub.papers.domain.kinds import MOST_BYTES
from mentorhub.papers.domain.names import clean, split, twin
from mentorhub.papers.models import Upload
from mentorhub.platform import files, viruses
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.errors import Refused, TooOften
from mentorhub.platform.i18n import _, ngettext
from mentorhub.platform.images import MEDIA_TYPE, photograph
from mentorhub.questions.queries import wants_files

MOST_FILES = 10
MOST_OF_ENTRY = 60_000_000
MOST_OF_DAY = 200_000_000
MB = 1_000_000
Writing = Callable[[], AbstractContextManager[None]]
"""From where on others have to wait: `platform.access.writing`, with what it asks."""
DAY = timedelta(days=1)
_LOOKED_AT, _WAITING = BoundedSemaphore(1), BoundedSemaphore(3)
OF_PICTURES = {"too_heavy": Fault.TOO_HEAVY, "too_many_pixels": Fault.TOO_MANY_PIXELS}


@dataclass(frozen=True)
class Fit:
    """A file that was examined, as it will be kept."""

    name: str
    media_type: str
    content: bytes


def add(
    entry: Entry,
    *,
    name: str,
    content: bytes,
    slot: str,
    by: Person,
    at: datetime,
    writing: Writing = nullcontext,
) -> Attachment:
    """A file sent whole, by a form without script; nobody waits until `writing` begins."""
    try:
        fit = examined(clean(name), content)
    except Unfit as unfit:
        raise refusal(unfit) from None
    with files.laid_down(fit.content) as laid, writing():
        hold_open(entry, at, slot)
        facts = {"name": fit.name, "size": len(content), "received": len(content)}
        refuse_too_much(entry, fit.name, len(content), slot=slot, at=at)
        db.session.add(Upload(entry_id=entry.id, by_id=by.id, slot=slot, ended_at=now(), **facts))
        return attach(entry, fit, laid, slot=slot, by=by)


def examined(name: str, content: bytes) -> Fit:
    """Pictures are made anew, so that place, device and what hid behind them are gone.

    One file at a time in each worker, and few that wait, so that others still find a thread.
    Raises TooOften beyond that; the page of an entry tries again by itself.
    """
    if not _WAITING.acquire(blocking=False):
        raise TooOften(_("Many files are being looked at just now. Send yours again in a moment."))
    try:
        with _LOOKED_AT:
            return _examined(name, content)
    finally:
        _WAITING.release()


def _examined(name: str, content: bytes) -> Fit:
    kind = examine(name, content)
    if viruses.found_in(content):
        raise Unfit(Fault.PROGRAM)
    if kind.name != "picture":
        return Fit(name, kind.media_type, content)
    try:
        picture = photograph(content)
    except ValueError as problem:
        raise Unfit(OF_PICTURES.get(str(problem), Fault.DAMAGED)) from None
    return Fit(f"{split(name)[0]}.jpg", MEDIA_TYPE, picture)


def attach(entry: Entry, fit: Fit, laid: files.Laid, *, slot: str, by: Person) -> Attachment:
    """The entry is held by whoever calls; what else was added meanwhile counts."""
    db.session.refresh(entry, ["attachments"])
    _refuse_full(entry, fit.name, len(fit.content), slot)
    file = files.give_row(laid, name=fit.name, media_type=fit.media_type, owner_id=by.id)
    attached = Attachment(entry_id=entry.id, file_id=file.id, slot=slot)
    db.session.add(attached)
    _note(entry)
    record("entry.file_added", entry, by=by, contest_id=entry.contest_id)
    return attached


def remove(attached: Attachment, entry: Entry, *, by: Person, at: datetime) -> None:
    """Out of the draft; the bytes stay while something that was sent holds them."""
    hold_open(entry, at, attached.slot)
    db.session.refresh(attached)
    if attached.removed_at is not None:
        return
    if queries.is_frozen(attached):
        attached.removed_at = now()
    else:
        file = attached.file
        db.session.delete(attached)
        db.session.flush()
        files.forget(file)
    _note(entry)
    record("entry.file_removed", entry, by=by, contest_id=entry.contest_id)


def refuse_too_much(entry: Entry, name: str, size: int, *, slot: str, at: datetime) -> None:
    """Before bytes are sent: would they find room?"""
    _refuse_full(entry, name, size, slot)
    if queries.sent_by_team(entry, at - DAY) + size > MOST_OF_DAY:
        raise Refused(_("Your team sent a lot of files today. Go on tomorrow."))


def _refuse_place(entry: Entry, slot: str) -> None:
    """A file stands beside the text, or answers a question that asks for no fewer."""
    if not slot:
        return
    question = wants_files(entry.contest, slot)
    if question is None or question.stage > entry.reached_stage:
        raise Refused(_("This question is not asked any more. Look at the entry again."))
    most = question.asked.limit("most")
    if len([one for one in entry.papers if one.slot == slot]) >= most:
        raise Refused(
            ngettext(
                "This question takes one file. Take it out to give another.",
                "This question takes at most %(num)d files. Take one out first.",
                most,
            )
        )


def _refuse_full(entry: Entry, name: str, size: int, slot: str) -> None:
    _refuse_place(entry, slot)
    if size > MOST_BYTES:
        raise refusal(Unfit(Fault.TOO_HEAVY))
    if len(entry.papers) >= MOST_FILES:
        raise Refused(
            _("An entry has at most %(most)d files. Take one out first.", most=MOST_FILES)
        )
    if sum(one.file.size for one in entry.papers) + size > MOST_OF_ENTRY:
        raise Refused(
            _(
                "The files of an entry weigh at most %(most)d MB together.",
                most=MOST_OF_ENTRY // MB,
            )
        )
    if twin(name) in {twin(one.file.name) for one in entry.papers}:
        raise Refused(_("A file of this name is in the entry already. Take it out or rename this."))


def _note(entry: Entry) -> None:
    """Of an entry that was sent, the jury keeps the files that were sent until it is sent again."""
    db.session.flush()
    db.session.refresh(entry, ["attachments"])
    entry.unsent = not_yet_sent(entry, content_of(entry)) if entry.is_submitted else None
