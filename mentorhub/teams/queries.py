from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Invitation, Member, Team, Tie, TieKind

MOST_LISTED = 20
# written once: every save of an entry asks it
PRESENT = select(Member.person_id).where(
    Member.team_id == bindparam("team"), Member.left_at.is_(None)
)
LEADER = PRESENT.where(Member.is_owner)


def teams_of(person: Person) -> Select[Team]:
    """The open teams a person is in, the one joined last first."""
    return (
        select(Team)
        .join(Member, Member.team_id == Team.id)
        .where(Member.person_id == person.id, Member.left_at.is_(None), Team.closed_at.is_(None))
        .order_by(Member.joined_at.desc(), Member.id.desc())
    )


def owned_by(person: Person) -> int:
    """How many open teams somebody leads."""
    statement = (
        select(func.count())
        .select_from(Member)
        .join(Member.team)
        .where(
            Member.person_id == person.id,
            Member.is_owner,
            Member.left_at.is_(None),
            Team.closed_at.is_(None),
        )
    )
    return db.session.scalar(statement) or 0


def invitation_behind(token_digest: str) -> Invitation | None:
    return db.session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.team))
        .where(Invitation.token_digest == token_digest)
    )


def open_invitations(team: Team) -> Sequence[Invitation]:
    """Links that would still let somebody in, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.team_id == team.id,
            Invitation.revoked_at.is_(None),
            Invitation.expires_at > now(),
            Invitation.used < Invitation.places,
        )
        .order_by(Invitation.id.desc())
    ).all()


def links_of(team: Team) -> Sequence[Invitation]:
    """Every link made lately and who came in with it, the newest first."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.team_id == team.id)
        .options(selectinload(Invitation.arrivals))
        .order_by(Invitation.id.desc())
        .limit(MOST_LISTED)
    ).all()


def present_ids(team: Team) -> set[UUID]:
    """Who is in the team now, read afresh."""
    return set(db.session.scalars(PRESENT, {"team": team.id}))


def leader_of(team: Team) -> UUID | None:
    """The key of whoever leads it now, read afresh."""
    return db.session.scalar(LEADER, {"team": team.id})


def present(team: Team, person: Person) -> Member | None:
    """The person's present membership, read afresh."""
    return db.session.scalar(
        select(Member).where(
            Member.team_id == team.id, Member.person_id == person.id, Member.left_at.is_(None)
        )
    )


def mentors_of(team: Team) -> Select[Person]:
    """Who stands beside the team today."""
    return (
        select(Person)
        .join(Tie, Tie.person_id == Person.id)
        .where(Tie.team_id == team.id, Tie.kind == TieKind.MENTOR, Tie.until.is_(None))
        .order_by(Tie.since, Tie.id)
    )


def mentor_of(team: Team) -> Tie | None:
    """The tie of whoever has helped it longest, if anybody does."""
    ties = select(Tie).where(
        Tie.team_id == team.id, Tie.kind == TieKind.MENTOR, Tie.until.is_(None)
    )
    return db.session.scalar(ties.order_by(Tie.since, Tie.id).limit(1))


def is_tied(person: Person, team: Team) -> bool:
    statement = select(Tie.id).where(
        Tie.team_id == team.id, Tie.person_id == person.id, Tie.until.is_(None)
    )
    return db.session.scalar(statement.limit(1)) is not None
