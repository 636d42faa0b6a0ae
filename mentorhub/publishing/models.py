import enum
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.contests.domain.counting import Deciding
from mentorhub.contests.models import Award, Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.clock import LOCAL, today
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.publishing.domain import Decisions
from mentorhub.rights.domain import working_days_later


class PublicationState(enum.StrEnum):
    PREPARED = "prepared"
    AGREED = "agreed"  # by two, and waiting for its moment
    PUBLISHED = "published"
    REPLACED = "replaced"  # public once, and readable still beside the table that corrects it
    DISCARDED = "discarded"


class Publication(Versioned, Base):
    """A table of results: prepared by one organiser, agreed to by another, then never moved.

    `digest` covers entry ids, places, totals and criterion means; names are outside it, so a
    withdrawn consent can take a name off the page without breaking the proof. `basis` is how sheets
    became points: the rules chosen before, whether adjusted points decided, and by which variances.
    A correction is another edition, with its `reason`; `edition` counts from 1.
    """

    __tablename__ = "publication"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PREPARED)
    decision_number: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")
    digest: Mapped[str]
    counts: Mapped[dict[str, Any]]  # as queries.numbers_of
    decided: Mapped[dict[str, Any]] = mapped_column(default=dict)  # entry id → jury's order
    tie_reason: Mapped[str] = mapped_column(default="")  # why the jury ordered equals so
    withheld: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # {"award", "reason"}
    basis: Mapped[dict[str, Any]] = mapped_column(default=dict)
    prepared_at: Mapped[Moment]
    prepared_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"))
    published_at: Mapped[datetime | None]
    edition: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(default="")
    left_out: Mapped[list[str]] = mapped_column(default=list)  # entries a correction leaves out
    publish_at: Mapped[datetime | None]  # None: as soon as two have agreed
    announced_at: Mapped[datetime | None]
    """Since when the fingerprint of its ledger is public, before the table itself is."""

    contest: Mapped[Contest] = relationship()
    prepared_by: Mapped[Person] = relationship()
    approval: Mapped[Approval] = relationship()
    places: Mapped[list["Place"]] = relationship(order_by="Place.rank, Place.position")

    @property
    def withheld_awards(self) -> list[UUID]:
        return [UUID(one["award"]) for one in self.withheld]

    @property
    def decisions(self) -> Decisions:
        reasons = dict.fromkeys(one["reason"] for one in self.withheld)
        return Decisions(
            self.decided, self.tie_reason, self.withheld_awards, " ".join(reasons), self.left_out
        )

    @property
    def was_evened(self) -> bool:
        """Did points decide that were evened out? Then those that were given stand beside them."""
        return bool(self.basis.get("deciding") == Deciding.ADJUSTED)

    @property
    def is_replaced(self) -> bool:
        return self.state is PublicationState.REPLACED

    @property
    def is_public(self) -> bool:
        return self.state in (PublicationState.PUBLISHED, PublicationState.REPLACED)

    @property
    def waits_for_its_moment(self) -> bool:
        return self.state is PublicationState.AGREED

    @property
    def complaints_until(self) -> date | None:
        """The last day on which a team may complain; None where results are final at once."""
        days = self.contest.complaint_days
        if not days or self.published_at is None:
            return None
        return working_days_later(self.published_at.astimezone(LOCAL).date(), days)

    @property
    def hears_complaints(self) -> bool:
        """Of the table that stands, until the end of the last day."""
        last = self.complaints_until
        return self.state is PublicationState.PUBLISHED and last is not None and today() <= last


class Ledger(Base):
    """What a stranger needs to count the results again, as `domain/ledger` writes it and signed."""

    __tablename__ = "ledger"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"), unique=True)
    text: Mapped[str] = mapped_column(Text)
    digest: Mapped[str]
    """SHA-256 over the whole of the file, in hexadecimal."""

    @property
    def checkpoint(self) -> str:
        """The signed note over the log of scoresheets it was written from."""
        return str(json.loads(self.text.splitlines()[-2])["checkpoint"])

    @property
    def keeps_names(self) -> bool:
        """Has a juror one name in it? With few of them names change from entry to entry."""
        return bool(json.loads(self.text.split("\n", 1)[0])["jurors"] == "one name each")


class HeldRemark(Base):
    """A juror's remark that organisers leave out of what its team reads, with the reason."""

    __tablename__ = "held_remark"

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    scorecard_id: Mapped[UUID] = mapped_column(
        ForeignKey("scorecard.id", ondelete="CASCADE"), unique=True
    )
    reason: Mapped[str]
    by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    at: Mapped[Moment]


class Place(Base):
    """One entry's line in a table of results."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("publication_id", "entry_id"),)
    shown_to_everyone = True

    publication_id: Mapped[UUID] = mapped_column(ForeignKey("publication.id"))
    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    entry_id: Mapped[UUID] = mapped_column(ForeignKey("entry.id"), index=True)
    rank: Mapped[int]
    position: Mapped[int]
    total: Mapped[Decimal] = mapped_column(
        Numeric(9, 2)
    )  # with bonus and carried, where there are any
    bonus: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    carried: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))  # from the stage before
    penalty: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))  # taken away
    given: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    """The total as jurors gave it, where it was evened out between strict and kind ones."""
    low: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    high: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    readers: Mapped[int]
    means: Mapped[dict[str, str]]  # rubric line id → mean as a decimal string; the team's own
    award_id: Mapped[UUID | None] = mapped_column(ForeignKey("award.id"))

    entry: Mapped[Entry] = relationship()
    award: Mapped[Award | None] = relationship()
