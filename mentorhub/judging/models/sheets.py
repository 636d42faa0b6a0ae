import enum
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from mentorhub.contests.models import Contest, Juror, RubricLine
from mentorhub.entries.models import Entry
from mentorhub.judging.domain.ledger import commitment, leaf, secret
from mentorhub.judging.domain.scoring import Criterion, provisional_total
from mentorhub.platform.db import Base, Moment, Versioned


def criterion(line: RubricLine) -> Criterion[UUID]:
    return Criterion(line.id, line.max_points, line.step)


class Round(Base):
    """One sharing-out of entries among jurors, with the seed that makes it repeatable."""

    __tablename__ = "judging_round"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    at: Mapped[Moment]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    stage: Mapped[int] = mapped_column(default=1)  # of the judged ones: 1 is the first
    readers: Mapped[int]
    seed: Mapped[int]


class CardState(enum.StrEnum):
    ASSIGNED = "assigned"
    STARTED = "started"
    SUBMITTED = "submitted"
    VOID = "void"  # a conflict was declared, the juror left, or the entry was withdrawn


class Judged:
    """What follows from a card's state, for the card itself and for lists of plain rows."""

    state: Any
    in_conflict: Any

    @property
    def is_locked(self) -> bool:
        return self.state in (CardState.SUBMITTED, CardState.VOID)

    @property
    def is_submitted(self) -> bool:
        return self.state is CardState.SUBMITTED

    @property
    def is_void(self) -> bool:
        return self.state is CardState.VOID

    @property
    def is_open(self) -> bool:
        return not self.is_locked

    @property
    def is_out(self) -> bool:
        """Not to be judged by its juror, whatever it held."""
        return self.is_void or bool(self.in_conflict)


class Scorecard(Judged, Versioned, Base):
    """One juror's reading of one entry in one stage."""

    __tablename__ = "scorecard"
    __table_args__ = (UniqueConstraint("juror_id", "entry_id", "stage"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    juror_id: Mapped[UUID] = mapped_column(ForeignKey("juror.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    round_id: Mapped[UUID | None] = mapped_column(ForeignKey("judging_round.id"))
    stage: Mapped[int] = mapped_column(default=1)
    state: Mapped[CardState] = mapped_column(default=CardState.ASSIGNED)
    position: Mapped[int] = mapped_column(default=0)
    feedback: Mapped[str] = mapped_column(default="")  # read by the team after publication
    language: Mapped[str] = mapped_column(default="vi")
    assigned_at: Mapped[Moment]
    saved_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    on_paper_since: Mapped[datetime | None]  # somebody types its paper: the screen is locked

    contest: Mapped[Contest] = relationship()
    juror: Mapped[Juror] = relationship()
    entry: Mapped[Entry] = relationship()
    marks: Mapped[list["Mark"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    in_conflict: Mapped[bool | None] = query_expression()
    """Asked of the database by queries that load a card for its juror; None: nobody asked."""

    @property
    def points(self) -> dict[UUID, Decimal]:
        return {mark.line_id: mark.points for mark in self.marks if mark.points is not None}

    @property
    def is_of_this_stage(self) -> bool:
        """Not of one that is over: what was decided from those sheets stands."""
        return self.stage == self.contest.judged_stage

    @property
    def is_on_paper(self) -> bool:
        return self.on_paper_since is not None

    @property
    def is_untouched(self) -> bool:
        """Given, and nothing was ever saved on it, nor is being typed from its paper."""
        begun = self.saved_at is not None or self.is_on_paper
        return self.state is CardState.ASSIGNED and not begun

    @property
    def is_whole(self) -> bool:
        """Marked in every criterion."""
        rubric = self.contest.rubric_in(self.stage)
        return bool(rubric) and self.points.keys() >= {line.id for line in rubric}

    @property
    def total(self) -> Decimal:
        """The juror's own total so far; nobody else's page may ask for it."""
        rubric = self.contest.rubric_in(self.stage)
        return provisional_total(self.points, [criterion(line) for line in rubric])


class SheetReceipt(Base):
    """Proof for a juror that their sheet was submitted as it was, signed; one for each time.

    `digest` covers the sheet and `salt`; the signature is over `actions.receipts.statement`.
    """

    __tablename__ = "sheet_receipt"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard.id"), index=True)
    at: Mapped[Moment]
    version: Mapped[int]
    salt: Mapped[str]
    digest: Mapped[str]
    code: Mapped[str] = mapped_column(unique=True)
    signature: Mapped[str]


class Mark(Base):
    """Points for one criterion; None is "not marked yet", which is not zero."""

    __tablename__ = "mark"
    __table_args__ = (UniqueConstraint("scorecard_id", "line_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard.id"))
    line_id: Mapped[UUID] = mapped_column(ForeignKey("rubric_line.id"), index=True)
    points: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    note: Mapped[str] = mapped_column(default="")  # private to the juror until scoring closes

    line: Mapped[RubricLine] = relationship()


class ScoreEvent(Base):
    """Everything that ever happened to a card, in order; rows are only added.

    Each is a leaf of its contest's log at `position`, without gaps. `sheet` commits to the points
    of a sheet that was handed in; `nonce` hides what the leaf commits to.
    """

    __tablename__ = "score_event"
    __table_args__ = (UniqueConstraint("contest_id", "position"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    scorecard_id: Mapped[UUID] = mapped_column(ForeignKey("scorecard.id"), index=True)
    at: Mapped[Moment]
    kind: Mapped[str]  # saved, submitted, reopened, voided, revived
    version: Mapped[int]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    content: Mapped[dict[str, Any]]
    position: Mapped[int]
    nonce: Mapped[str]
    sheet: Mapped[str] = mapped_column(default="")
    leaf: Mapped[str]  # hexadecimal

    @property
    def facts(self) -> dict[str, Any]:
        """What the leaf commits to, besides the points."""
        return {
            "at": self.at.astimezone(UTC).isoformat(),
            "by": self.by_id.hex,
            "card": self.scorecard_id.hex,
            "contest": self.contest_id.hex,
            "content": self.content,
            "kind": self.kind,
            "version": self.version,
        }

    @property
    def true_leaf(self) -> str:
        """The leaf as it follows from the row."""
        facts = commitment(secret(self.nonce, "facts"), self.facts)
        return leaf(facts=facts, sheet=self.sheet).hex()


class ScoreLog(Base):
    """How long a contest's log is, and what the last reading of the whole of it found.

    `emptied_at` is set when its rows were deleted because of their age.
    """

    __tablename__ = "score_log"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), unique=True)
    size: Mapped[int] = mapped_column(default=0)
    checked_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(default="")
    emptied_at: Mapped[datetime | None]
