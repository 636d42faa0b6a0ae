import enum
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.eligibility import Terms, counting_day
from mentorhub.contests.domain.stages import Phase, phase_at
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import Base, Moment, Translated, Versioned
from mentorhub.units.models import Unit


class ContestState(enum.StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class Shown(enum.StrEnum):
    """What of the scores becomes public; chosen before entries open."""

    PLACES = "places"
    TOTALS = "totals"


class Contest(Versioned, Base):
    """`opens_at ≤ entries < closes_at`; scoring runs from `scoring_opened_at` to `_closed_at`."""

    __tablename__ = "contest"
    shown_to_everyone = True

    title: Mapped[Translated]
    summary: Mapped[Translated]
    rules_text: Mapped[Translated]
    language: Mapped[str] = mapped_column(default="vi")
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    host: Mapped[Translated]
    state: Mapped[ContestState] = mapped_column(default=ContestState.DRAFT, index=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
    proposed_closes_at: Mapped[datetime | None]  # waits for a second organiser's agreement
    scoring_opened_at: Mapped[datetime | None]
    scoring_closes_at: Mapped[datetime | None]
    scoring_closed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    readers: Mapped[int] = mapped_column(default=3)
    is_blind: Mapped[bool] = mapped_column(default=True)
    same_unit_is_conflict: Mapped[bool] = mapped_column(default=True)
    shown: Mapped[Shown] = mapped_column(default=Shown.PLACES)
    pass_mark: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    no_zero: Mapped[bool] = mapped_column(default=False)
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    team_min: Mapped[int] = mapped_column(default=1)
    team_max: Mapped[int] = mapped_column(default=5)
    next_number: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit] = relationship()
    stages: Mapped[list["Stage"]] = relationship(
        order_by="Stage.position", cascade="all, delete-orphan"
    )
    rubric: Mapped[list["RubricLine"]] = relationship(
        order_by="RubricLine.position", cascade="all, delete-orphan"
    )
    awards: Mapped[list["Award"]] = relationship(
        order_by="Award.position", cascade="all, delete-orphan"
    )
    organisers: Mapped[list["Organiser"]] = relationship(cascade="all, delete-orphan")

    @property
    def takes_entries(self) -> bool:
        return self.is_announced and self.opens_at <= now() < self.closes_at

    @property
    def is_announced(self) -> bool:
        return self.state is ContestState.ANNOUNCED

    @property
    def is_scoring(self) -> bool:
        return self.scoring_opened_at is not None and self.scoring_closed_at is None

    @property
    def scoring_is_closed(self) -> bool:
        return self.scoring_closed_at is not None

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def has_begun(self) -> bool:
        """From here on the terms stand: teams have read them."""
        return self.is_announced and now() >= self.opens_at

    @property
    def rubric_is_locked(self) -> bool:
        return any(line.locked_at is not None for line in self.rubric)

    @property
    def phase(self) -> Phase:
        if not self.is_announced:
            return Phase(self.state.value)
        return phase_at(
            now(),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            is_published=self.is_published,
        )

    @property
    def terms(self) -> Terms:
        return Terms(
            counting_day(self.closes_at.astimezone(LOCAL).date()),
            self.age_min,
            self.age_max,
            self.team_min,
            self.team_max,
        )

    @property
    def last_day(self) -> date:
        return self.closes_at.astimezone(LOCAL).date()

    @property
    def later_stages(self) -> list["Stage"]:
        """All but the taking of entries, whose days are the contest's own."""
        return [stage for stage in self.stages if stage.kind is not StageKind.SUBMISSION]

    def is_run_by(self, person: Person) -> bool:
        return any(organiser.person_id == person.id for organiser in self.organisers)


class StageKind(enum.StrEnum):
    SUBMISSION = "submission"
    CHECK = "check"
    JUDGING = "judging"
    MENTORING = "mentoring"
    PUBLISH = "publish"
    COMPLAINT = "complaint"
    AWARD = "award"


class Stage(Base):
    """One step of the river shown on the contest's page; dates are announcements."""

    __tablename__ = "stage"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    kind: Mapped[StageKind]
    name: Mapped[Translated]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]

    @property
    def first_day(self) -> date:
        return self.opens_at.astimezone(LOCAL).date()

    @property
    def last_day(self) -> date:
        """The day of its last moment: a stage that closes at midnight does not touch the next."""
        return (self.closes_at - timedelta(microseconds=1)).astimezone(LOCAL).date()


class RubricLine(Base):
    """A criterion: points from 0 to `max_points` in steps of `step`, with described bands.

    `anchors` is a list of {"from": "0", "to": "2", "text": {"vi": …, "en": …, "fr": …}}.
    """

    __tablename__ = "rubric_line"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    help: Mapped[Translated]
    max_points: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    step: Mapped[Decimal] = mapped_column(Numeric(6, 2))
    anchors: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    locked_at: Mapped[datetime | None]


class Award(Base):
    __tablename__ = "award"
    shown_to_everyone = True

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"), index=True)
    position: Mapped[int]
    name: Mapped[Translated]
    count: Mapped[int] = mapped_column(default=1)


class Organiser(Base):
    """Somebody who runs this contest (permission matrix: CO)."""

    __tablename__ = "contest_organiser"
    __table_args__ = (UniqueConstraint("contest_id", "person_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    added_at: Mapped[Moment]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class JurorState(enum.StrEnum):
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Juror(Base):
    """A seat on the jury; `person_id` is set when the invitation is accepted, or known before."""

    __tablename__ = "juror"
    shown_to_everyone = True
    __table_args__ = (UniqueConstraint("contest_id", "person_id"),)

    contest_id: Mapped[UUID] = mapped_column(ForeignKey("contest.id"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[JurorState] = mapped_column(default=JurorState.INVITED)
    label: Mapped[str] = mapped_column(default="")  # what the organiser wrote on the invitation
    token_digest: Mapped[str | None] = mapped_column(unique=True)
    invited_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    invited_at: Mapped[Moment]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    contest: Mapped[Contest] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=person_id)

    @property
    def is_sitting(self) -> bool:
        return self.state is JurorState.ACCEPTED
