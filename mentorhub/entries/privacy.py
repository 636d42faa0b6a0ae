"""What was sent in stays the team's; a draft nobody else is in goes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from mentorhub.contests.models import Contest
from mentorhub.entries.models import (
    Attachment,
    Entry,
    EntrySaving,
    EntryState,
    Participant,
    Receipt,
    Revision,
)
from mentorhub.platform import files
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.questions.queries import in_words
from mentorhub.teams.models import Member


def entered(person_id: UUID) -> list[Plain]:
    mine = select(Entry).join(Participant).where(Participant.person_id == person_id)
    return [
        {
            "contest": dict(entry.contest.title),
            "team": entry.team.name,
            "code": entry.code,
            "state": plain(entry.state),
            "submitted_at": plain(entry.submitted_at),
            **{part: getattr(entry, part) for part in PARTS},
            "answers": in_words(entry.contest, entry.answers),
            "files": [one.file.name for one in entry.attachments],
        }
        for entry in db.session.scalars(mine.order_by(Entry.id))
    ]


PARTS = ("title", "summary", "problem", "solution", "benefit", "link")


def forget_drafts(person_id: UUID) -> None:
    mine = select(Member.team_id).where(Member.person_id == person_id, Member.left_at.is_(None))
    drafts = select(Entry).where(Entry.team_id.in_(mine), Entry.submitted_at.is_(None))
    for entry in db.session.scalars(drafts.where(Entry.number.is_(None))).all():
        if all(member.person_id == person_id for member in entry.team.members):
            _forget(entry)
    unsent = select(Entry.id).where(Entry.state == EntryState.DRAFT)
    seats = delete(Participant).where(Participant.person_id == person_id)
    db.session.execute(seats.where(Participant.entry_id.in_(unsent)))
    db.session.flush()


def _forget(entry: Entry) -> None:
    _forget_files(entry)
    for model in (Participant, Revision, Receipt, Attachment, EntrySaving):
        db.session.execute(delete(model).where(model.entry_id == entry.id))
    db.session.delete(entry)


def forget_files(before: datetime) -> None:
    """Of contests that are over since then; text, places and names of winners stay."""
    over = func.coalesce(Contest.published_at, Contest.closes_at) < before
    old = select(Entry).join(Contest, Contest.id == Entry.contest_id).where(over)
    for entry in db.session.scalars(old.where(Entry.attachments.any())).all():
        _forget_files(entry)
    db.session.flush()


def _forget_files(entry: Entry) -> None:
    for attached in list(entry.attachments):
        db.session.delete(attached)
        db.session.flush()
        files.forget(attached.file)


HOLDINGS = (
    Holding(
        Entry,
        Matter.CONTESTS,
        own="led_by_id",
        shown=("submitted_at",),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        Participant,
        Matter.CONTESTS,
        own="person_id",
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        export=entered,
        erase=forget_drafts,
    ),
    Holding(
        Revision,
        Matter.CONTESTS,
        own="by_id",
        shown=("at", "digest"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        words=("content",),
    ),
)

RETENTION = (
    Keeping(
        "files of entries",
        _l("Files given with an entry, after the results of its contest"),
        730,
        _l("prizes are given and complaints answered; places and names of winners stay"),
        forget_files,
    ),
)
