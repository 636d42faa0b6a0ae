from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.contests.models import Contest
from mentorhub.platform.db import Base, Moment, Translated, Versioned
from mentorhub.questions.domain.asking import WITH_CHOICES, Asked, Kind


class PartNeeded(Base):
    """Whether this contest insists on a part every entry has (“benefit”), where it said so."""

    __tablename__ = "entry_part_needed"
    __table_args__ = (UniqueConstraint("contest_id", "name"),)
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    name: Mapped[str]
    is_needed: Mapped[bool]


class Question(Versioned, Base):
    """Something a contest asks beyond the fixed parts. `key` is what answers are kept under.

    `choices` is a list of {"key": "a", "label": {"vi": …, "en": …, "fr": …}}. One that was taken
    away after entries were sent stays, so that their answers can be read.
    """

    __tablename__ = "question"
    __table_args__ = (UniqueConstraint("contest_id", "key"),)
    shown_to_everyone = explains_contests = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    key: Mapped[str]
    position: Mapped[int]
    stage: Mapped[int] = mapped_column(default=1)  # asked of whoever reaches this one of judging
    kind: Mapped[Kind]
    label: Mapped[Translated]
    help: Mapped[Translated]
    is_required: Mapped[bool] = mapped_column(default=False)
    names_people: Mapped[bool] = mapped_column(default=False)
    least: Mapped[str] = mapped_column(default="")
    most: Mapped[str] = mapped_column(default="")
    choices: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    sectors: Mapped[list[str]] = mapped_column(default=list)
    depends_on: Mapped[str] = mapped_column(default="")
    depends_value: Mapped[str] = mapped_column(default="")
    added_at: Mapped[Moment]
    removed_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()

    @property
    def asked(self) -> Asked:
        return Asked(
            key=self.key,
            kind=self.kind,
            is_required=self.is_required,
            least=self.least,
            most=self.most,
            choices=tuple(one["key"] for one in self.choices),
            sectors=tuple(self.sectors),
            depends_on=self.depends_on,
            depends_value=self.depends_value,
            names_people=self.names_people,
            stage=self.stage,
        )

    @property
    def has_choices(self) -> bool:
        return self.kind in WITH_CHOICES

    def choice(self, key: str) -> Translated:
        """The words of a choice; of one nobody knows any more, its key."""
        found = (one["label"] for one in self.choices if one["key"] == key)
        return Translated(next(found, {"vi": key}))
