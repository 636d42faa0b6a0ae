"""Membership ends; a team that loses its leader goes to who has been in it longest, or closes."""

from uuid import UUID

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.teams.actions import revoke_invitations
from mentorhub.teams.models import Invitation, Member, Team, Tie


def memberships(person_id: UUID) -> list[Plain]:
    rows = db.session.scalars(
        select(Member).where(Member.person_id == person_id).order_by(Member.joined_at, Member.id)
    )
    return [
        {
            "team": row.team.name,
            "is_owner": row.is_owner,
            "joined_at": plain(row.joined_at),
            "left_at": plain(row.left_at),
        }
        for row in rows
    ]


def leave_all(person_id: UUID) -> None:
    person = db.session.get_one(Person, person_id)
    mine = select(Member).where(Member.person_id == person_id, Member.left_at.is_(None))
    for member in db.session.scalars(mine).all():
        _leave(lock(member.team), member, person)


def _leave(team: Team, member: Member, person: Person) -> None:
    """Nobody under 16 is made to lead: without somebody older the team closes."""
    rest = [one for one in team.members if one.person_id != person.id]
    heir = next((one for one in rest if not one.person.needs_guardian), None)
    member.left_at = now()
    if member.is_owner:
        member.is_owner = False
        if heir is not None:
            heir.is_owner = True
    if not rest or (heir is None and not any(one.is_owner for one in rest)):
        team.closed_at = team.closed_at or now()
        revoke_invitations(team, by=person)
    if not rest:
        team.about = ""
    db.session.flush()


HOLDINGS = (
    Holding(
        Invitation,
        Matter.TEAMS,
        own="created_by_id",
        shown=("created_at", "expires_at", "places", "used", "revoked_at"),
        words=("token_digest",),
    ),
    Holding(
        Tie,
        Matter.MENTORING,
        own="person_id",
        shown=("kind", "since", "until"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        Member,
        Matter.TEAMS,
        own="person_id",
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        export=memberships,
        erase=leave_all,
    ),
)
