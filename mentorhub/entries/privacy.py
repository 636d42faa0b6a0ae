"""What was sent in stays the team's; a draft nobody else is in goes."""

from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.entries.models import Attachment, Entry, Participant, Receipt, Revision
from mentorhub.platform import files
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
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
    db.session.flush()


def _forget(entry: Entry) -> None:
    for attached in list(entry.attachments):
        db.session.delete(attached)
        db.session.flush()
        files.forget(attached.file)
    for model in (Participant, Revision, Receipt, Attachment):
        db.session.execute(delete(model).where(model.entry_id == entry.id))
    db.session.delete(entry)


HOLDINGS = (
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
