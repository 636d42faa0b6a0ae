import enum
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Approval, Person
from mentorhub.contests.models import Award, Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import Base, Moment, Versioned


class PublicationState(enum.StrEnum):
    PREPARED = "prepared"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class Publication(Versioned, Base):
    """A table of results: prepared by one organiser, agreed to by another, then never moved.

    `digest` covers entry ids, places, totals and criterion means; names are outside it, so a
    withdrawn consent can take a name off the page without breaking the proof. `basis` is how sheets
    became points: the rules chosen before, whether adjusted points decided, and by which variances.
    """

    __tablename__ = "publication"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    state: Mapped[PublicationState] = mapped_column(default=PublicationState.PREPARED)
    decision_number: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")
    digest: Mapped[str]
    counts: Mapped[dict[str, Any]]  # entries, jurors, cards, conflicts, waivers
    decided: Mapped[dict[str, Any]] = mapped_column(default=dict)  # entry id → jury's order
    tie_reason: Mapped[str] = mapped_column(default="")  # why the jury ordered equals so
    withheld: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # {"award", "reason"}
    basis: Mapped[dict[str, Any]] = mapped_column(default=dict)
    prepared_at: Mapped[Moment]
    prepared_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    approval_id: Mapped[UUID] = mapped_column(ForeignKey("approval.id"))
    published_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    prepared_by: Mapped[Person] = relationship()
    approval: Mapped[Approval] = relationship()
    places: Mapped[list["Place"]] = relationship(order_by="Place.rank, Place.position")

    @property
    def withheld_awards(self) -> list[UUID]:
        return [UUID(one["award"]) for one in self.withheld]


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
    low: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    high: Mapped[Decimal | None] = mapped_column(Numeric(9, 2))
    readers: Mapped[int]
    means: Mapped[dict[str, str]]  # rubric line id → mean as a decimal string; the team's own
    award_id: Mapped[UUID | None] = mapped_column(ForeignKey("award.id"))

    entry: Mapped[Entry] = relationship()
    award: Mapped[Award | None] = relationship()
