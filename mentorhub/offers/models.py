import enum
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.mentoring.models import MentorProfile
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment
from mentorhub.teams.models import Team

WAITS = timedelta(days=14)


class OfferState(enum.StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN_BACK = "taken_back"


class Offer(Base):
    """“This mentor could help you”, or “I could”, with a few words why, to one team."""

    __tablename__ = "mentor_offer"
    __table_args__ = (Index("ix_mentor_offer_team", "team_id", "state", "id"),)

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    profile_id: Mapped[UUID] = mapped_column(ForeignKey("mentor_profile.id"), index=True)
    made_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[Moment]
    why: Mapped[str]
    language: Mapped[str] = mapped_column(default="vi")
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)
    answered_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")  # a ready phrase's key, or the team's words

    team: Mapped[Team] = relationship()
    profile: Mapped[MentorProfile] = relationship()
    made_by: Mapped[Person] = relationship(foreign_keys=made_by_id)

    @property
    def waits_until(self) -> datetime:
        return self.made_at + WAITS

    @property
    def is_own(self) -> bool:
        """The mentor made it, not an officer."""
        return self.made_by_id == self.profile.person_id

    @property
    def waits(self) -> bool:
        """As the mentor sees it, who must not learn that somebody under 18 joined since."""
        return self.state is OfferState.OPEN and self.waits_until > now()

    @property
    def is_kept_from_the_team(self) -> bool:
        """No word of a mentor comes before a team with somebody under 18, old ones neither."""
        return self.is_own and self.team.has_a_minor

    @property
    def is_open(self) -> bool:
        return self.waits and not self.is_kept_from_the_team
