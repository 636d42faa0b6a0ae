from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.preparation import Planned
from mentorhub.contests.domain.stages import Advance, Judged, Round, StageKind, StageReading
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import Base, Moment, Translated


class Stage(Base):
    """One step of the river shown on the contest's page; dates are announcements."""

    __tablename__ = "stage"
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    kind: Mapped[StageKind]
    name: Mapped[Translated]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    advance: Mapped[Advance] = mapped_column(default=Advance.EVERYONE)
    best: Mapped[int | None]
    points: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    carried: Mapped[int] = mapped_column(default=0)  # per cent of the points
    pitch_minutes: Mapped[int | None]
    question_minutes: Mapped[int | None]
    is_drawn: Mapped[bool] = mapped_column(default=False)
    is_complete: Mapped[bool] = mapped_column(default=False)  # everybody marks every entry
    readers: Mapped[int | None]  # None: as the contest says
    is_blind: Mapped[bool | None]

    draw: Mapped["Draw | None"] = relationship(back_populates="stage")

    @property
    def round(self) -> Round:
        return Round(
            self.advance,
            self.best,
            self.points,
            self.carried,
            self.pitch_minutes,
            self.question_minutes,
            self.is_drawn,
            self.is_complete,
        )

    @property
    def reading(self) -> StageReading:
        return StageReading(self.readers, self.is_blind)

    @property
    def judged(self) -> Judged:
        return Judged(self.name, self.round, self.reading)

    @property
    def planned(self) -> Planned:
        days = (self.first_day, self.last_day)
        return Planned(self.kind, self.name, self.opens_at, self.closes_at, *days, self.round)

    @property
    def first_day(self) -> date:
        return self.opens_at.astimezone(LOCAL).date()

    @property
    def last_day(self) -> date:
        """The day of its last moment: a stage that closes at midnight does not touch the next."""
        return (self.closes_at - timedelta(microseconds=1)).astimezone(LOCAL).date()


class Draw(Base):
    """The order of a stage as the lot gave it: made once, and made again from its number."""

    __tablename__ = "draw"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("stage.id"), unique=True)
    seed: Mapped[str]
    codes: Mapped[list[str]]  # of the entries, the first to present first
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)

    stage: Mapped[Stage] = relationship(back_populates="draw")
    by: Mapped[Person] = relationship()
