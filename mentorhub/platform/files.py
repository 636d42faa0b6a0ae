"""Files people give us: one table for all, bytes in a store (a folder, or S3-compatible)."""

import enum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.db import Base, Moment


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
