"""What the platform's own tables hold about people."""

from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from sqlalchemy import delete, or_, select

from mentorhub.platform import sealing
from mentorhub.platform.audit import AuditRow, AuditWords, PseudonymKey, forget, pseudonym_of
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.idempotency import IdempotentReply
from mentorhub.platform.retention import Keeping


def rename_files(person_id: UUID) -> None:
    """Files a team still needs stay; their names were chosen by the person and often say it."""
    for file in db.session.scalars(select(StoredFile).where(StoredFile.owner_id == person_id)):
        file.name = f"file{PurePath(file.name).suffix}"


def own_part_of_the_log(person_id: UUID) -> list[Plain]:
    """What they did, and what was done about them; by whom is for those who answer for it."""
    name = pseudonym_of(person_id)
    about = or_(AuditRow.actor == name, AuditRow.on_whom == name)
    rows = db.session.scalars(select(AuditRow).where(about).order_by(AuditRow.id)) if name else ()
    told = ("at", "what", "permission", "allowed")
    return [
        {**{one: plain(getattr(row, one)) for one in told}, "by_me": row.actor == name}
        for row in rows
    ]


HOLDINGS = (
    # the rows name pseudonyms: without its key none of them leads to the person
    Holding(AuditRow, Matter.RECORDS, words=("facts",)),
    Holding(AuditWords, Matter.RECORDS, words=("text",)),
    Holding(
        PseudonymKey,
        Matter.RECORDS,
        own="person_id",
        export=own_part_of_the_log,
        erase=forget,
    ),
    Holding(
        StoredFile,
        Matter.RECORDS,
        own="owner_id",
        shown=("at", "name", "media_type", "size", "sha256"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        erase=rename_files,
    ),
    Holding(IdempotentReply, Matter.RECORDS, own="person_id", shown=("at",), words=("body",)),
)


def forget_replies(before: datetime) -> None:
    db.session.execute(delete(IdempotentReply).where(IdempotentReply.at < before))


def forget_log(_before: datetime) -> None:
    """Whole seals at a time; the database itself checks that they are old enough."""
    sealing.sweep()


RETENTION = (
    Keeping(
        "replies",
        _l("Answers kept so that a second click gets the first one again"),
        7,
        _l("a phone without network may ask again days later"),
        forget_replies,
    ),
    Keeping(
        "log",
        _l("The log of decisions, under pseudonyms"),
        sealing.KEPT.days,
        _l("the law asks for a year of it, and wrongs come to light late"),
        forget_log,
    ),
)
