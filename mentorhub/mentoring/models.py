import enum
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea
from mentorhub.matching.domain.model import Document, Passage, Profile
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.matching.models import WeightSet
from mentorhub.mentoring.domain.conduct import CODE_EDITION
from mentorhub.mentoring.domain.places import Point, kilometres
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment, Translated, Versioned
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit


def point_of(unit: Unit | None) -> Point | None:
    """Where a unit lies, if that is known."""
    if unit is None or unit.latitude is None or unit.longitude is None:
        return None
    return unit.latitude, unit.longitude


def kilometres_between(one: Unit | None, other: Unit | None) -> int | None:
    """How far apart two units lie, in whole kilometres; None where one is not on the map."""
    here, there = point_of(one), point_of(other)
    return round(kilometres(here, there)) if here is not None and there is not None else None


class MentorState(enum.StrEnum):
    APPLIED = "applied"
    ACTIVE = "active"
    PAUSED = "paused"
    LEFT = "left"


class MentorProfile(Versioned, Base):
    __tablename__ = "mentor_profile"
    __table_args__ = (Index("ix_mentor_profile_state", "state", "id"),)
    shown_to_everyone = True

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    headline: Mapped[Translated]
    bio: Mapped[Translated]
    boundaries: Mapped[Translated]  # what the mentor will not do
    language: Mapped[str] = mapped_column(default="vi")
    spoken: Mapped[list[str]] = mapped_column(default=list)  # BCP 47: vi, en, fr, km, cja
    formats: Mapped[list[str]] = mapped_column(default=list)  # online, in_person, phone
    free_times: Mapped[list[str]] = mapped_column(default=list)  # as platform/week.py names them
    capacity: Mapped[int] = mapped_column(default=2)
    taken: Mapped[int] = mapped_column(default=0)
    hours_per_month: Mapped[int] = mapped_column(default=4)
    reach_km: Mapped[int | None]  # how far the mentor comes to meet; None where not said
    state: Mapped[MentorState] = mapped_column(default=MentorState.APPLIED)
    checked_at: Mapped[datetime | None]  # when an officer said: I know this person
    checked_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    left_at: Mapped[datetime | None]
    code_edition: Mapped[str] = mapped_column(default="")  # of the code of conduct agreed to
    code_agreed_at: Mapped[datetime | None]
    cleared_for_minors_at: Mapped[datetime | None]
    cleared_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    requests_seen: Mapped[int] = mapped_column(default=0)
    requests_answered: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    edited_at: Mapped[Moment]

    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)
    checked_by: Mapped[Person | None] = relationship(foreign_keys=checked_by_id)
    skills: Mapped[list["MentorSkill"]] = relationship(
        cascade="all, delete-orphan", order_by="MentorSkill.position", lazy="selectin"
    )

    @property
    def places_left(self) -> int:
        return max(0, self.capacity - self.taken)

    @property
    def is_cleared(self) -> bool:
        """Checked by a safeguarding officer for teams with somebody under 18."""
        return self.cleared_for_minors_at is not None

    @property
    def keeps_the_code(self) -> bool:
        """Agreed to the code of conduct as it reads today."""
        return self.code_edition == CODE_EDITION

    @property
    def levels(self) -> dict[str, int]:
        return {skill.concept: skill.level for skill in self.skills}

    @property
    def text(self) -> Document:
        """What the mentor says of themselves, in every language it was said in."""
        texts = (self.headline, self.bio)
        said = (Passage(text, key) for one in texts for key, text in one.items() if text)
        return Document(tuple(said))

    def words(self, projects: Sequence[Document] = ()) -> Profile:
        """What the index learns of this mentor; skills the taxonomy does not know stay words."""
        known = {name: level for name, level in self.levels.items() if name in taxonomy().concepts}
        typed = tuple(Passage(name, self.language) for name in self.levels if name not in known)
        return Profile(str(self.id), (self.text, *projects), tuple(known.items()), typed)

    @property
    def is_available(self) -> bool:
        return self.state is MentorState.ACTIVE and self.places_left > 0


class MentorSkill(Base):
    __tablename__ = "mentor_skill"
    __table_args__ = (UniqueConstraint("profile_id", "concept"),)
    shown_to_everyone = True

    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id", ondelete="CASCADE"))
    concept: Mapped[str] = mapped_column(index=True)
    level: Mapped[int] = mapped_column(default=2)  # 1 basic, 2 good, 3 expert
    position: Mapped[int] = mapped_column(default=0)


class RequestState(enum.StrEnum):
    OPEN = "open"
    MORE_NEEDED = "more_needed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"  # the team found another mentor, or the mentor is full


OPEN_STATES = (RequestState.OPEN, RequestState.MORE_NEEDED)


class MentorRequest(Versioned, Base):
    """A team asks a mentor, in its own words."""

    __tablename__ = "mentor_request"
    __table_args__ = (
        Index("ix_mentor_request_inbox", "profile_id", "state", "id"),
        Index("ix_mentor_request_team", "team_id", "state", "id"),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id"))
    idea_id: Mapped[UUID | None] = mapped_column(ForeignKey("idea.id"))
    need: Mapped[str]
    first_meeting: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN)
    asked_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[Moment]
    expires_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    reminders: Mapped[int] = mapped_column(default=0)
    proposed_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))  # an officer
    index_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("index_version.id"))
    weight_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("weight_set.id"))  # None: shipped
    explanation: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the score was the weighed sum of when the team asked; empty where nothing was known."""

    team: Mapped[Team] = relationship()
    profile: Mapped[MentorProfile] = relationship()
    idea: Mapped[Idea | None] = relationship()
    asked_by: Mapped[Person] = relationship(foreign_keys=asked_by_id)
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=proposed_by_id)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES and self.expires_at > now()


class Mentorship(Base):
    """A mentor and a team who work together."""

    __tablename__ = "mentorship"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), index=True)
    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id"), index=True)
    request_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_request.id"), unique=True)
    since: Mapped[Moment]
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[str] = mapped_column(default="")
    reached: Mapped[int | None]  # 1 nothing … 4 all of it, by the side that saw less in the end

    team: Mapped[Team] = relationship()
    profile: Mapped[MentorProfile] = relationship()
    request: Mapped[MentorRequest] = relationship()


class WeightChoice(Base):
    """Which weights are in force from a moment until the next choice: by a night, or by somebody.

    While somebody's choice `holds`, nights go on learning and change nothing.
    """

    __tablename__ = "weight_choice"

    number: Mapped[int] = mapped_column(unique=True)
    weight_set_id: Mapped[UUID | None] = mapped_column(ForeignKey("weight_set.id"))  # None: shipped
    by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    holds: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Moment]

    weight_set: Mapped[WeightSet | None] = relationship()
    by: Mapped[Person | None] = relationship()
