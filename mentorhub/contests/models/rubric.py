from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from mentorhub.contests.domain.announced import Scale
from mentorhub.contests.domain.rubric import Criterion, stored_bands
from mentorhub.platform.db import Base, Translated


class RubricLine(Base):
    """A criterion: points from 0 to `max_points` in steps of `step`, with described bands.

    `anchors` is a list of {"from": "0", "to": "2", "text": {"vi": …, "en": …, "fr": …}}.
    """

    __tablename__ = "rubric_line"
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    stage: Mapped[int | None]  # of the judged ones, 1 is the first; None: every stage marks by it
    name: Mapped[Translated]
    help: Mapped[Translated]
    max_points: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    step: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    anchors: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    tie_order: Mapped[int | None]  # 1 decides first among equal totals; None does not decide
    locked_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]  # changed by two after marks were given; these keep it

    @property
    def scale(self) -> Scale:
        """As it is read."""
        bands = [(Decimal(a["from"]), Decimal(a["to"]), a["text"]) for a in self.anchors]
        return Scale(self.name, self.help, self.max_points, self.step, bands)

    @property
    def published(self) -> dict[str, Any]:
        """As it stands in the ledger of results, in words and points that never look otherwise."""
        return {
            "id": str(self.id),
            "max": f"{self.max_points:.2f}",
            "step": f"{self.step:.2f}",
            "name": dict(self.name),
            "help": dict(self.help),
            "bands": [dict(anchor) for anchor in self.anchors],
        }

    @property
    def criterion(self) -> Criterion:
        """As its organiser wrote it."""
        tongues = {tongue for anchor in self.anchors for tongue in anchor["text"]}
        others = sorted(tongues - {"vi"})
        return Criterion(
            name=self.name,
            help=self.help,
            maximum=self.max_points,
            step=self.step,
            bands=stored_bands(self.anchors, "vi"),
            translated={tongue: stored_bands(self.anchors, tongue) for tongue in others},
            tie_order=self.tie_order,
            stage=self.stage,
        )


class Award(Base):
    __tablename__ = "award"
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    count: Mapped[int] = mapped_column(default=1)
