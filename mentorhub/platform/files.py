"""Files people give us: one table for all, bytes in a store (a folder, or S3-compatible)."""

import enum
import hashlib
from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from uuid import UUID, uuid4

from sqlalchemy import event, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from mentorhub.platform import stores
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment, db

FORGOTTEN = "forgotten_files"
ORPHANED_AFTER = timedelta(days=1)


class FileState(enum.StrEnum):
    ARRIVED = "arrived"
    READY = "ready"
    REFUSED = "refused"


class StoredFile(Base):
    """One file; who may read it is decided by the thing it hangs on, each time."""

    __tablename__ = "stored_file"

    at: Mapped[Moment]
    owner_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    store_key: Mapped[str] = mapped_column(unique=True)
    state: Mapped[FileState] = mapped_column(default=FileState.ARRIVED)


def keep(content: bytes, *, name: str, media_type: str, owner_id: UUID) -> StoredFile:
    """Store the bytes, then the row: a transaction that fails leaves bytes, which `sweep` finds."""
    key = uuid4().hex
    stores.put(key, content)
    file = StoredFile(
        owner_id=owner_id,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        store_key=key,
        state=FileState.READY,
    )
    db.session.add(file)
    db.session.flush()
    return file


def copied(file: StoredFile) -> StoredFile:
    """Bytes and a row of its own: what becomes of the first changes nothing here."""
    content, kind = content_of(file), file.media_type
    return keep(content, name=file.name, media_type=kind, owner_id=file.owner_id)


def content_of(file: StoredFile) -> bytes:
    return stores.get(file.store_key)


def forget(file: StoredFile) -> None:
    """The row with this transaction, the bytes as soon as it stands."""
    db.session.info.setdefault(FORGOTTEN, []).append(file.store_key)
    db.session.delete(file)


def sweep() -> int:
    """Remove bytes no row knows of any more; those of the last day may still get theirs."""
    before = now() - ORPHANED_AFTER
    found = ((key, at) for key, at in stores.kept() if not key.startswith(stores.FOR_EVER))
    old = (key for key, written_at in found if written_at < before)
    removed = 0
    while some := list(islice(old, 500)):
        removed += _delete_unknown(some)
    return removed


def _delete_unknown(keys: Iterable[str]) -> int:
    known = select(StoredFile.store_key).where(StoredFile.store_key.in_(keys))
    unknown = set(keys) - set(db.session.scalars(known))
    for key in unknown:
        stores.delete(key)
    return len(unknown)


@event.listens_for(Session, "after_commit")
def _delete_forgotten(session: Session) -> None:
    if session.in_nested_transaction():
        return
    for key in session.info.pop(FORGOTTEN, ()):
        stores.delete(key)


@event.listens_for(Session, "after_rollback")
def _keep_after_all(session: Session) -> None:
    session.info.pop(FORGOTTEN, None)
