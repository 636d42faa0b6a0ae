"""Files people give us: one table for all, bytes in a store (a folder, or S3-compatible)."""

import enum
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass
class Laid:
    """Bytes that are safe in the store; `has_row` once a row speaks of them."""

    key: str
    size: int
    sha256: str
    has_row: bool = False


@contextmanager
def laid_down(content: bytes) -> Iterator[Laid]:
    """Store and weigh the bytes before others have to wait. Without a row they go again.

    A transaction that fails later than this leaves bytes, which `sweep` finds.
    """
    laid = _lay_down(content)
    try:
        yield laid
    except BaseException:
        laid.has_row = False  # whatever was refused takes the row back
        raise
    finally:
        if not laid.has_row:
            stores.delete(laid.key)


def _lay_down(content: bytes) -> Laid:
    key = uuid4().hex
    stores.put(key, content)
    stores.make_sure_of(key)
    return Laid(key, len(content), hashlib.sha256(content).hexdigest())


def keep(content: bytes, *, name: str, media_type: str, owner_id: UUID) -> StoredFile:
    """Bytes and their row at once, where nobody waits or there are few."""
    return give_row(_lay_down(content), name=name, media_type=media_type, owner_id=owner_id)


def give_row(laid: Laid, *, name: str, media_type: str, owner_id: UUID) -> StoredFile:
    """The row of bytes that were laid down: from now on the file is there."""
    file = StoredFile(
        owner_id=owner_id,
        name=name,
        media_type=media_type,
        size=laid.size,
        sha256=laid.sha256,
        store_key=laid.key,
        state=FileState.READY,
    )
    db.session.add(file)
    db.session.flush()
    laid.has_row = True
    return file


def copied(file: StoredFile) -> StoredFile:
    """Bytes and a row of its own: what becomes of the first changes nothing here."""
    content, kind = content_of(file), file.media_type
    return keep(content, name=file.name, media_type=kind, owner_id=file.owner_id)


def content_of(file: StoredFile) -> bytes:
    return stores.get(file.store_key)


def forget(file: StoredFile) -> None:
    """The row with this transaction, the bytes as soon as it stands."""
    forget_bytes([file.store_key])
    db.session.delete(file)


def forget_bytes(keys: Iterable[str]) -> None:
    """What stands under these keys, as soon as this transaction stands."""
    db.session.info.setdefault(FORGOTTEN, []).extend(keys)


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
