"""What the platform's own tables hold about people."""

from datetime import datetime
from pathlib import PurePath
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.platform.audit import AuditRow
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.idempotency import IdempotentReply
from mentorhub.platform.retention import Keeping


def rename_files(person_id: UUID) -> None:
    """Files a team still needs stay; their names were chosen by the person and often say it."""
    for file in db.session.scalars(select(StoredFile).where(StoredFile.owner_id == person_id)):
        file.name = f"file{PurePath(file.name).suffix}"


HOLDINGS = (
    Holding(
        AuditRow,
        Matter.RECORDS,
        own="actor_id",
        shown=("at", "what"),
        fate=Fate.KEPT,
        reason=Reason.AUDIT,
        words=("facts",),
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


RETENTION = (
    Keeping(
        "replies",
        _l("Answers kept so that a second click gets the first one again"),
        7,
        _l("a phone without network may ask again days later"),
        forget_replies,
    ),
)
