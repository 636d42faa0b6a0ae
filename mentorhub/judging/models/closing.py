"""What stands when a stage is over: cells left empty on purpose, and how entries came out."""

from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment


class Waiver(Base):
    """A cell that stays empty on purpose, with the reason and who decided it.

    Without a juror: of all readers the rules `promised` an entry, so many less that it was left at
    `readers`. With fewer than these, later, it takes another word.
    """

    __tablename__ = "waiver"
    __table_args__ = (UniqueConstraint("juror_id", "entry_id", "stage"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    juror_id: Mapped[UUID | None] = mapped_column(ForeignKey("juror.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    stage: Mapped[int] = mapped_column(default=1)
    readers: Mapped[int | None]
    promised: Mapped[int | None]
    reason: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]

    by: Mapped[Person] = relationship()
    entry: Mapped[Entry] = relationship()


class StageResult(Base):
    """How an entry came out of a stage that others follow: secret until the results are out.

    `total` holds what earlier stages carried into it; None: nobody's sheet counted. `given` and
    `means` are as in publishing.Place. A stage that was over before these were kept has neither.
    """

    __tablename__ = "stage_result"
    __table_args__ = (UniqueConstraint("entry_id", "stage"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"))
    stage: Mapped[int]
    place: Mapped[int | None]
    total: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    given: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    means: Mapped[dict[str, str]] = mapped_column(default=dict)
    goes_on: Mapped[bool]
    at: Mapped[Moment]


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
