import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.cohorts.domain.assignment import Dial
from mentorhub.mentoring.models import MentorProfile, MentorRequest
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit


class Cohort(Versioned, Base):
    """Teams and mentors an organiser brings together; `need` and `first_meeting` stand in each
    request that comes of it."""

    __tablename__ = "cohort"

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    title: Mapped[str]
    need: Mapped[str]
    first_meeting: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    dial: Mapped[Dial] = mapped_column(default=Dial.FAIR)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[Moment]
    weekly_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    next_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    places: Mapped[list["CohortTeam"]] = relationship(cascade="all, delete-orphan")
    seats: Mapped[list["CohortMentor"]] = relationship(cascade="all, delete-orphan")
    wishes: Mapped[list["Wish"]] = relationship(
        cascade="all, delete-orphan", order_by="Wish.team_id, Wish.profile_id"
    )

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def goes_on_weekly(self) -> bool:
        return self.next_at is not None


class CohortTeam(Base):
    """A team that takes part."""

    __tablename__ = "cohort_team"
    __table_args__ = (UniqueConstraint("cohort_id", "team_id"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), index=True)


class CohortMentor(Base):
    """A mentor who takes part."""

    __tablename__ = "cohort_mentor"
    __table_args__ = (UniqueConstraint("cohort_id", "profile_id"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id"), index=True)


class WishKind(enum.StrEnum):
    FIXED = "fixed"
    FORBIDDEN = "forbidden"


class Wish(Base):
    """A pair the organisers fixed, or forbade."""

    __tablename__ = "cohort_wish"
    __table_args__ = (UniqueConstraint("cohort_id", "team_id", "profile_id"),)

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), index=True)
    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id"), index=True)
    kind: Mapped[WishKind]

    team: Mapped[Team] = relationship()
    profile: Mapped[MentorProfile] = relationship()


class Sending(Base):
    """A request that came of a cohort, and how well the pair suited then."""

    __tablename__ = "cohort_sending"

    cohort_id: Mapped[UUID] = mapped_column(ForeignKey("cohort.id", ondelete="CASCADE"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_request.id"), unique=True)
    suits: Mapped[float]
    sent_at: Mapped[Moment]

    request: Mapped[MentorRequest] = relationship()
