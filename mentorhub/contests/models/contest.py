import enum
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from sqlalchemy import ForeignKey, Numeric
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.contests.domain.announced import Announcement, announced
from mentorhub.contests.domain.counting import Average, Deciding
from mentorhub.contests.domain.deadline import Deadline, Late
from mentorhub.contests.domain.eligibility import Limits, Terms, counting_day
from mentorhub.contests.domain.preparation import Preparation
from mentorhub.contests.domain.ruleset import Points, Reading, Ruleset
from mentorhub.contests.domain.sentence import Sentence
from mentorhub.contests.domain.sentences import entering, judging
from mentorhub.contests.domain.stages import Phase, phase_at
from mentorhub.contests.models.course import Course
from mentorhub.contests.models.documents import Document
from mentorhub.contests.models.jury import Organiser, Panel
from mentorhub.contests.models.rubric import Award, RubricLine
from mentorhub.contests.models.stages import Stage
from mentorhub.platform.clock import LOCAL, now
from mentorhub.platform.db import Base, Translated, Versioned
from mentorhub.units.models import Unit


class ContestState(enum.StrEnum):
    DRAFT = "draft"
    ANNOUNCED = "announced"
    CANCELLED = "cancelled"


class Shown(enum.StrEnum):
    """What of the scores becomes public; chosen before entries open."""

    PLACES = "places"
    TOTALS = "totals"


class Contest(Course, Versioned, Base):
    """`opens_at ≤ entries < closes_at`; scoring runs from `scoring_opened_at` to `_closed_at`."""

    __tablename__ = "contest"
    shown_to_everyone = explains_contests = True

    title: Mapped[Translated]
    summary: Mapped[Translated]
    rules_text: Mapped[Translated]
    language: Mapped[str] = mapped_column(default="vi")
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    host: Mapped[Translated]
    state: Mapped[ContestState] = mapped_column(default=ContestState.DRAFT, index=True)
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
    deadline_version: Mapped[int] = mapped_column(default=1)
    grace_minutes: Mapped[int] = mapped_column(default=0)
    late: Mapped[Late] = mapped_column(default=Late.REFUSE)
    scoring_opened_at: Mapped[datetime | None]
    scoring_closes_at: Mapped[datetime | None]
    scoring_closed_at: Mapped[datetime | None]
    judged_stage: Mapped[int] = mapped_column(default=1)  # of the judged ones: 1 is the first
    more_until: Mapped[datetime | None]  # who went on answers what this stage asks; two agree
    published_at: Mapped[datetime | None]
    readers: Mapped[int] = mapped_column(default=3)
    is_blind: Mapped[bool] = mapped_column(default=True)
    same_unit_is_conflict: Mapped[bool] = mapped_column(default=True)
    shown: Mapped[Shown] = mapped_column(default=Shown.PLACES)
    average: Mapped[Average] = mapped_column(default=Average.MEAN)
    deciding: Mapped[Deciding] = mapped_column(default=Deciding.GIVEN)
    pass_mark: Mapped[Decimal | None] = mapped_column(Numeric(7, 2))
    no_zero: Mapped[bool] = mapped_column(default=False)
    note_below: Mapped[int | None]  # per cent of a criterion's points
    bonus: Mapped[Decimal | None] = mapped_column(Numeric(6, 2))
    bonus_for: Mapped[Translated] = mapped_column(default=Translated)
    complaint_days: Mapped[int] = mapped_column(default=5)
    age_min: Mapped[int | None]
    age_max: Mapped[int | None]
    ages_on: Mapped[date | None]  # None: the last day of the year in which entries close
    share_in_age: Mapped[str] = mapped_column(default="1")  # of the people: “3/4”
    team_min: Mapped[int] = mapped_column(default=1)
    team_max: Mapped[int] = mapped_column(default=5)
    sectors: Mapped[list[str]] = mapped_column(default=list)  # none: every field
    most_entries: Mapped[int] = mapped_column(default=1)  # of one person
    leads_one: Mapped[bool] = mapped_column(default=False)
    unit_min: Mapped[int | None]
    unit_max: Mapped[int | None]
    next_number: Mapped[int] = mapped_column(default=1)
    form_version: Mapped[int] = mapped_column(default=1)  # counts changes of what entries are asked

    unit: Mapped[Unit] = relationship()
    stages: Mapped[list["Stage"]] = relationship(
        order_by="Stage.position", cascade="all, delete-orphan"
    )
    rubric: Mapped[list["RubricLine"]] = relationship(
        primaryjoin=lambda: (Contest.id == RubricLine.contest_id) & RubricLine.retired_at.is_(None),
        order_by="RubricLine.position",
        cascade="all, delete-orphan",
    )
    awards: Mapped[list["Award"]] = relationship(
        order_by="Award.position", cascade="all, delete-orphan"
    )
    organisers: Mapped[list["Organiser"]] = relationship(cascade="all, delete-orphan")
    panels: Mapped[list["Panel"]] = relationship(
        order_by="Panel.position", cascade="all, delete-orphan"
    )

    documents: Mapped[list["Document"]] = relationship(
        order_by="Document.position", cascade="all, delete-orphan"
    )

    @property
    def takes_entries(self) -> bool:
        return self.is_announced and self.deadline.takes_in(now())

    @property
    def is_announced(self) -> bool:
        return self.state is ContestState.ANNOUNCED

    @property
    def is_draft(self) -> bool:
        return self.state is ContestState.DRAFT

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
            now(), opens_at=self.opens_at, closes_at=self.closes_at, is_published=self.is_published
        )

    @property
    def terms(self) -> Terms:
        return Terms(
            self.ages_on or counting_day(self.last_day),
            self.age_min,
            self.age_max,
            self.team_min,
            self.team_max,
            Fraction(self.share_in_age),
        )

    @property
    def limits(self) -> Limits:
        sectors = tuple(self.sectors)
        return Limits(sectors, self.most_entries, self.leads_one, self.unit_min, self.unit_max)

    @property
    def points(self) -> Points:
        return Points(
            shows_totals=self.shown is Shown.TOTALS,
            average=self.average,
            deciding=self.deciding,
            pass_mark=self.pass_mark,
            no_zero=self.no_zero,
            note_below=self.note_below,
            bonus=self.bonus,
            bonus_for=self.bonus_for,
            complaint_days=self.complaint_days,
        )

    @property
    def reading(self) -> Reading:
        return Reading(
            readers=self.readers,
            is_blind=self.is_blind,
            keeps_units_apart=self.same_unit_is_conflict,
            tie_break=[line.name for line in self.tie_break_in(1)],
            panels=[panel.rule for panel in self.panels],
        )

    @property
    def ruleset(self) -> Ruleset:
        """What pages explain, and what actions and juries are held to."""
        shown = [document.rule for document in self.documents]
        return Ruleset(self.terms, self.limits, self.reading, self.points, self.judged, shown)

    def prepared(self, *, jurors: int, units_below: int) -> Preparation:
        """As the check before its announcement looks at it."""
        return Preparation(
            words=[self.title, self.summary, self.rules_text, self.host],
            deadline=self.deadline,
            rules=self.ruleset,
            criteria=[line.criterion for line in self.rubric],
            stages=[stage.planned for stage in self.later_stages],
            prizes=sum(award.count for award in self.awards),
            organisers=len(self.organisers),
            jurors=jurors,
            units_below=units_below,
        )

    @property
    def deadline(self) -> Deadline:
        """By its rules; late entries come in only until the jury begins."""
        late = self.late if self.scoring_opened_at is None else Late.REFUSE
        return Deadline(self.opens_at, self.closes_at, self.grace_minutes, late)

    @property
    def told(self) -> list[Sentence]:
        """Everything everybody reads of it, in sentences: what changes is found by comparing."""
        said = Announcement(
            Deadline(self.opens_at, self.closes_at, self.grace_minutes, self.late),
            self.deadline_version,
            {name: getattr(self, name) for name in ("title", "summary", "host")},
            self.rules_text,
            self.scales,
            [(award.name, award.count) for award in self.awards],
            [(stage.name, stage.first_day, stage.last_day) for stage in self.later_stages],
        )
        rules = self.ruleset
        return [*announced(said), *entering(rules), *judging(rules)]

    @property
    def last_day(self) -> date:
        return self.closes_at.astimezone(LOCAL).date()

    def is_run_by(self, person: Person) -> bool:
        return any(organiser.person_id == person.id for organiser in self.organisers)
