from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.platform.db import Base, Moment


class Closing(Base):
    """What stood when a stage's scoring closed: one row a stage, never changed.

    `note` is the signed checkpoint of the log then; its last line says by which criteria the jury
    marked (`actions.checkpoints.criteria_line`). A sheet handed in later counts nowhere.
    """

    __tablename__ = "scoring_closing"
    __table_args__ = (UniqueConstraint("contest_id", "stage"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    stage: Mapped[int]
    at: Mapped[Moment]
    note: Mapped[str] = mapped_column(Text)
