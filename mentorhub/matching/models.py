from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.db import Base, Moment


class IndexVersion(Base):
    """A built index: recommendations name the one they came from."""

    __tablename__ = "index_version"

    kind: Mapped[str] = mapped_column(index=True)
    number: Mapped[int]
    folder: Mapped[str]
    documents: Mapped[int]
    digest: Mapped[str]
    built_at: Mapped[Moment]
    retired_at: Mapped[datetime | None]
