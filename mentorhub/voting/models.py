from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment, Translated
from mentorhub.voting.domain import Ground


class PublicVote(Base):
    """Everybody's choice in a contest: `begins_at ≤ ballots < closes_at`, on the database's clock.

    It never touches the jury's table. Nobody reads a number of it before `closes_at` has passed
    and the jury has marked its last sheet; everybody does once two organisers have agreed.
    """

    __tablename__ = "public_vote"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), unique=True)
    award: Mapped[Translated]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    stage: Mapped[int] = mapped_column(default=1)  # who reached this judged stage stands
    set_up_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[Moment]
    called_off_at: Mapped[datetime | None]
    called_off_reason: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")  # of the reason
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approval.id"))
    published_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    approval: Mapped[Approval | None] = relationship()

    @property
    def begins_at(self) -> datetime:
        """Where the deadline of the contest was moved behind its opening, entries close first."""
        return max(self.opens_at, self.contest.closes_at)

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def jury_is_done(self) -> bool:
        """No mark can follow what is read here any more."""
        contest = self.contest
        return contest.scoring_is_closed and contest.following_stage is None

    @property
    def names_teams(self) -> bool:
        """Not while a jury reads without names: this page is public."""
        return self.jury_is_done or not self.contest.is_blind_ahead

    @property
    def waits_for_another(self) -> bool:
        return self.approval is not None and self.approval.is_open


class Ballot(Base):
    """One person's choice. No page of an organiser reads it; whoever cast it reads their own.

    `place` and `device` are pseudonyms made for this vote alone: they compare, and lead nowhere.
    """

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("vote_id", "person_id"),)

    vote_id: Mapped[UUID] = mapped_column(ForeignKey("public_vote.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    at: Mapped[Moment]
    place: Mapped[str] = mapped_column(default="")
    device: Mapped[str] = mapped_column(default="")

    vote: Mapped[PublicVote] = relationship()
    entry: Mapped[Entry] = relationship()


class BallotRuling(Base):
    """What organisers say of suspect ballots of one entry on one ground. The latest holds."""

    __tablename__ = "ballot_ruling"

    vote_id: Mapped[UUID] = mapped_column(ForeignKey("public_vote.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), index=True)
    ground: Mapped[Ground]
    lets_count: Mapped[bool]
    reason: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]

    by: Mapped[Person] = relationship()


class StoodAside(Base):
    """An entry its team does not want to be voted on; taken back, the row goes."""

    __tablename__ = "stood_aside"
    shown_to_everyone = True

    vote_id: Mapped[UUID] = mapped_column(ForeignKey("public_vote.id"), index=True)
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id", ondelete="CASCADE"), unique=True)
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]


class VoteCount(Base):
    """Both numbers of one entry, as two organisers published them: they never move."""

    __tablename__ = "vote_count"
    __table_args__ = (UniqueConstraint("vote_id", "entry_id"),)
    shown_to_everyone = True

    vote_id: Mapped[UUID] = mapped_column(ForeignKey("public_vote.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    place: Mapped[int]
    counted: Mapped[int]
    held: Mapped[int]

    entry: Mapped[Entry] = relationship()

    @property
    def wins(self) -> bool:
        return self.place == 1 and self.counted > 0
