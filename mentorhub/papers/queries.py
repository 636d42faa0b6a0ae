"""What is on its way, what a team sent today, and which file is meant."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, exists, func, select, update

from mentorhub.accounts.models import Person
from mentorhub.entries.models import Attachment, Entry, Revision
from mentorhub.papers.domain.names import split
from mentorhub.papers.models import Upload
from mentorhub.platform.db import db
from mentorhub.questions.models import Question
from mentorhub.questions.queries import file_questions
from mentorhub.teams.models import Member

# written once: composing a statement costs more than asking it, and every part of a file does
OWN = select(Upload).where(
    Upload.id == bindparam("key"),
    Upload.entry_id == bindparam("entry"),
    Upload.by_id == bindparam("person"),
)

STILL_IN_TEAM = exists().where(
    Entry.id == Upload.entry_id,
    Member.team_id == Entry.team_id,
    Member.person_id == Upload.by_id,
    Member.left_at.is_(None),
)
GOES_ON = (
    update(Upload)
    .where(
        Upload.id == bindparam("key"),
        Upload.received == bindparam("offset"),
        Upload.ended_at.is_(None),
        STILL_IN_TEAM,
    )
    .values(received=bindparam("until"))
    .returning(Upload.id)
    .execution_options(synchronize_session=False)
)


class Judged(NamedTuple):
    """A file as a juror reads it: under which name, and which question it answers."""

    name: str
    file: Attachment
    question: Question | None


def as_judged(entry: Entry, files: Iterable[Attachment]) -> list[Judged]:
    """Without names of people: no file that answers who they are, and names that tell nothing."""
    asked, blind = file_questions(entry.contest), entry.contest.is_blind_now
    code = f"{entry.code}-" if entry.code else ""
    return [
        Judged(
            f"{code}{number}.{split(one.file.name)[1]}" if blind else one.file.name,
            one,
            asked.get(one.slot),
        )
        for number, one in enumerate(files, 1)
        if not (blind and one.slot in asked and asked[one.slot].asked.tells_who)
    ]


def begun(entry: Entry, person: Person, *, slot: str, name: str, size: int, mark: str) -> Upload:
    """The same file of the same person, if it is still on its way; else one not yet added."""
    facts = {"slot": slot, "name": name, "size": size, "mark": mark}
    same = select(Upload).filter_by(entry_id=entry.id, by_id=person.id, ended_at=None, **facts)
    found = db.session.scalar(same.order_by(Upload.id.desc()).limit(1))
    return found or Upload(entry_id=entry.id, by_id=person.id, received=0, **facts)


def takes_part_in(upload_id: UUID, *, offset: int, until: int) -> bool:
    """Count a part of a file as received: only at its place, while the file is on its way.

    Whoever sends it is in the team at this moment; all else is asked at the end of the file.
    """
    facts = {"key": upload_id, "offset": offset, "until": until}
    return db.session.execute(GOES_ON, facts).scalar_one_or_none() is not None


def sent_by_team(entry: Entry, since: datetime) -> int:
    """Bytes a team has sent or announced since then, whatever became of them."""
    total = select(func.coalesce(func.sum(Upload.size), 0)).join(Entry)
    return db.session.scalar(total.where(Entry.team_id == entry.team_id, Upload.at > since)) or 0


def begun_before(moment: datetime) -> list[Upload]:
    return list(db.session.scalars(select(Upload).where(Upload.at < moment).limit(1000)))


def upload_of(entry: Entry, person: Person, key: UUID) -> Upload | None:
    """A file only the person who began it may go on with."""
    return db.session.scalar(OWN, {"key": key, "entry": entry.id, "person": person.id})


def paper_of(entry: Entry, key: UUID) -> Attachment | None:
    return db.session.scalar(select(Attachment).filter_by(id=key, entry_id=entry.id))


def is_frozen(attached: Attachment) -> bool:
    """Does any revision hold this file?"""
    contents = select(Revision.content).where(Revision.entry_id == attached.entry_id)
    key = str(attached.id)
    return any(
        key == one["id"]
        for content in db.session.scalars(contents)
        for one in content.get("files", ())
    )
