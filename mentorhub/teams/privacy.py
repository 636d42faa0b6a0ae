"""Membership ends; a team that loses its leader goes to who has been in it longest, or closes."""

from uuid import UUID

from sqlalchemy import select

from mentorhub.accounts.models import Person
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.teams.actions.membership import close
from mentorhub.teams.models import Invitation, Member, Team, Tie
from mentorhub.teams.queries import open_invitations


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
            "taken_out_why": row.taken_out_why,
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
    led, member.is_owner, member.left_at = member.is_owner, False, now()
    db.session.flush()  # two leaders at a time are refused by the database, even for a moment
    if led:
        _end_links(team)
        if (heir := _heir(rest)) is not None:
            heir.is_owner, heir.asked_to_lead_at = True, None
    if not any(one.is_owner for one in rest):
        close(team)
    if not rest:
        team.about = ""
    db.session.flush()


def _heir(rest: list[Member]) -> Member | None:
    """Whoever was asked to lead, else who has been in the team longest."""
    able = [one for one in rest if not one.person.needs_guardian]
    return min(able, key=lambda one: one.asked_to_lead_at is None, default=None)


def _end_links(team: Team) -> None:
    """What somebody sent out who is no longer here opens nothing any more."""
    for invitation in open_invitations(team):
        invitation.revoked_at = now()


HOLDINGS = (
    Holding(
        Invitation,
        Matter.TEAMS,
        own="created_by_id",
        shown=("created_at", "expires_at", "places", "used", "revoked_at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
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
        others=("taken_out_by_id",),
        fate=Fate.EMPTIED,
        reason=Reason.OTHERS,
        emptied={"taken_out_why": ""},
        export=memberships,
        erase=leave_all,
    ),
)
