"""What was sent, and the papers and files an entry leaves."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select

from mentorhub.contests.models import Contest
from mentorhub.entries.models import Attachment, Entry, EntryState, Receipt, Revision
from mentorhub.platform.db import db

RECEIPTS = select(Receipt).where(Receipt.entry_id == bindparam("entry")).order_by(Receipt.id.desc())


def receipts_of(entry: Entry) -> list[Receipt]:
    """The latest first."""
    return list(db.session.scalars(RECEIPTS, {"entry": entry.id}))


def sent_files(entry: Entry) -> list[dict[str, Any]]:
    """What the latest revision says of its files: these and no others are judged."""
    return list(latest_sent(entry).get("files", ()))


def latest_sent(entry: Entry) -> dict[str, Any]:
    """The latest revision: its parts, and as “form” the version of the form it answered."""
    rows = select(Revision.content).where(Revision.entry_id == entry.id)
    return db.session.scalar(rows.order_by(Revision.id.desc()).limit(1)) or {}


def title_sent(entry: Entry, digest: str) -> str:
    """The title of the words a receipt is about; empty where they are kept no more."""
    rows = select(Revision.content).where(Revision.entry_id == entry.id, Revision.digest == digest)
    content = db.session.scalar(rows.order_by(Revision.id.desc()).limit(1)) or {}
    return str(content.get("title", ""))


def sent_files_in(contest: Contest) -> dict[UUID, list[dict[str, Any]]]:
    """As `sent_files`, for every entry of a contest that was ever sent, by its key."""
    return {key: list(content.get("files", ())) for key, content in latest_sent_in(contest).items()}


def latest_sent_in(contest: Contest) -> dict[UUID, dict[str, Any]]:
    """As `latest_sent`, for every entry of a contest that was ever sent, by its key."""
    newest = func.row_number().over(partition_by=Revision.entry_id, order_by=Revision.id.desc())
    rows = select(Revision.entry_id, Revision.content, newest.label("age"))
    of_contest = rows.join(Entry).where(Entry.contest_id == contest.id).subquery()
    latest = select(of_contest.c.entry_id, of_contest.c.content).where(of_contest.c.age == 1)
    return {row.entry_id: row.content for row in db.session.execute(latest)}


def judged_files(entry: Entry) -> list[Attachment]:
    """The rows of the files that were sent, as far as they are kept."""
    wanted = [one["id"] for one in sent_files(entry)] if was_sent(entry) else []
    return [one for one in entry.attachments if str(one.id) in wanted]


def was_sent(entry: Entry) -> bool:
    """Are its words with the contest, whatever was decided about them?"""
    return entry.state not in (EntryState.DRAFT, EntryState.WITHDRAWN)


def files_of(entry: Entry) -> dict[str, list[Attachment]]:
    """The files of the draft by their place in it."""
    found: dict[str, list[Attachment]] = {}
    for one in entry.papers:
        found.setdefault(one.slot, []).append(one)
    return found
