from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment


class Upload(Base):
    """A file on its way, part by part; kept for a day after it arrived, to count by."""

    __tablename__ = "upload"

    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    slot: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    mark: Mapped[str] = mapped_column(default="")  # when the file was last changed, on the device
    size: Mapped[int]
    received: Mapped[int] = mapped_column(default=0)
    at: Mapped[Moment]
    ended_at: Mapped[datetime | None]

    entry: Mapped[Entry] = relationship()

    @property
    def is_whole(self) -> bool:
        return self.received == self.size
