from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.contests.models import Contest, Juror
from mentorhub.platform.db import Base, Moment, Versioned


class Ranking(Base):
    """That the jury of one stage also puts its entries in order; open as long as its scoring."""

    __tablename__ = "ranking"
    __table_args__ = (UniqueConstraint("contest_id", "stage"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    stage: Mapped[int]
    chosen_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[Moment]

    contest: Mapped[Contest] = relationship()

    @property
    def is_of_this_stage(self) -> bool:
        return self.stage == self.contest.judged_stage

    @property
    def is_open(self) -> bool:
        return self.is_of_this_stage and self.contest.is_scoring


class RankedBallot(Versioned, Base):
    """One juror's order: `entries` are ids in hexadecimal, best first, of those they saw.

    `last` is the latest move with the version it was made from: a second click repeats nothing.
    `reason` is why an organiser opened it again, in `language`.
    """

    __tablename__ = "ranked_ballot"
    __table_args__ = (UniqueConstraint("ranking_id", "juror_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    ranking_id: Mapped[UUID] = mapped_column(ForeignKey("ranking.id"))
    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"), index=True)
    entries: Mapped[list[str]] = mapped_column(default=list)
    last: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")

    ranking: Mapped[Ranking] = relationship()
    juror: Mapped[Juror] = relationship()

    @property
    def order(self) -> list[UUID]:
        return [UUID(key) for key in self.entries]

    @property
    def reached(self) -> int:
        """The version its page was made from: 0 as long as nothing was put in order."""
        return self.version if self.last else 0

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class BallotReceipt(Base):
    """Proof for a juror that their ballot was locked as it was, signed; one for each time."""

    __tablename__ = "ballot_receipt"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ranked_ballot.id"), index=True)
    at: Mapped[Moment]
    version: Mapped[int]
    salt: Mapped[str]
    digest: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    signature: Mapped[str]

    ballot: Mapped[RankedBallot] = relationship()
