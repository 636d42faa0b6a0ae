import enum
from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base, Moment, Versioned
from mentorhub.units.models import Unit

LARGEST = 10


class Team(Versioned, Base):
    __tablename__ = "team"
    shown_to_everyone = True

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    about: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="vi")
    spoken: Mapped[list[str]] = mapped_column(default=list)  # BCP 47 codes: vi, en, fr, km, cja
    free_times: Mapped[list[str]] = mapped_column(default=list)  # as platform/week.py names them
    unit_id: Mapped[UUID] = mapped_column(ForeignKey("unit.id"), index=True)
    founded_at: Mapped[Moment]
    closed_at: Mapped[datetime | None]
    mentors_welcome_until: Mapped[datetime | None]  # the team said that they may offer themselves

    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)
    members: Mapped[list["Member"]] = relationship(
        back_populates="team",
        primaryjoin="and_(Member.team_id == Team.id, Member.left_at.is_(None))",
        order_by="Member.joined_at, Member.id",
        lazy="selectin",
    )

    def includes(self, person: Person) -> bool:
        return any(member.person_id == person.id for member in self.members)

    def is_owned_by(self, person: Person) -> bool:
        return any(m.person_id == person.id and m.is_owner for m in self.members)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def owner(self) -> Person | None:
        return next((member.person for member in self.members if member.is_owner), None)

    @property
    def asked_to_lead(self) -> "Member | None":
        """Whose answer the leader waits for."""
        return next((one for one in self.members if one.asked_to_lead_at is not None), None)

    @property
    def room(self) -> int:
        """How many more people the team may take in."""
        return max(0, LARGEST - len(self.members)) if self.is_open else 0

    @property
    def has_a_minor(self) -> bool:
        return any(member.person.is_minor for member in self.members)

    @property
    def welcomes_mentors(self) -> bool:
        """May a mentor write first? Never to a team with somebody under 18."""
        until = self.mentors_welcome_until
        return self.is_open and until is not None and until > now() and not self.has_a_minor

    @property
    def initials(self) -> str:
        return initials_of(self.name)

    @property
    def tone(self) -> str:
        return tone_of(self.id)


def initials_of(name: str) -> str:
    return "".join(word[0] for word in name.split()[:2]).upper()


def tone_of(key: UUID) -> str:
    """The colour a team keeps on every page."""
    return ("green", "blue", "teal", "gold", "lotus", "silt")[key.int % 6]


def _one(name: str, *columns: str, where: str) -> Index:
    """Among the rows for which a condition holds, one only with these columns."""
    condition = text(where)
    return Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


class Member(Base):
    """A person's time in a team; leaving ends it and keeps the row.

    Whatever happens at the same moment, nobody is in a team twice, and no team has two leaders.
    """

    __tablename__ = "team_member"
    shown_to_everyone = True
    __table_args__ = (
        _one("uq_team_member_present", "team_id", "person_id", where="left_at IS NULL"),
        _one("uq_team_member_leads", "team_id", where="is_owner AND left_at IS NULL"),
        _one(
            "uq_team_member_asked",
            "team_id",
            where="asked_to_lead_at IS NOT NULL AND left_at IS NULL",
        ),
    )

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    is_owner: Mapped[bool] = mapped_column(default=False)
    invitation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("team_invitation.id"), index=True
    )  # the link they came in with
    asked_to_lead_at: Mapped[datetime | None]  # since when the leader waits for their answer
    joined_at: Mapped[Moment]
    left_at: Mapped[datetime | None]
    taken_out_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    taken_out_why: Mapped[str] = mapped_column(default="")  # for the person alone

    team: Mapped[Team] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True, foreign_keys=person_id)


class Invitation(Base):
    """A link that lets people join; only the digest of its token is stored."""

    __tablename__ = "team_invitation"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"), index=True)
    token_digest: Mapped[str] = mapped_column(unique=True)
    created_by_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[Moment]
    expires_at: Mapped[datetime]
    places: Mapped[int] = mapped_column(default=1)
    used: Mapped[int] = mapped_column(default=0)
    revoked_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship()
    arrivals: Mapped[list[Member]] = relationship(
        order_by=(Member.joined_at, Member.id), viewonly=True
    )
    """Who came in with it, those who have left since among them."""

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > now() and self.used < self.places


class TieKind(enum.StrEnum):
    MENTOR = "mentor"
    SUPERVISOR = "supervisor"


class Tie(Base):
    """Somebody who stands beside a team; written by mentoring, read where it is a conflict."""

    __tablename__ = "team_tie"
    __table_args__ = (UniqueConstraint("team_id", "person_id", "kind", "since"),)

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[TieKind]
    since: Mapped[Moment]
    until: Mapped[datetime | None]

    team: Mapped[Team] = relationship()
    person: Mapped[Person] = relationship()
