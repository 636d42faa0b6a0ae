"""Coming in and going out again, of one's own will or the leader's."""

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Invitation, Member, Team
from mentorhub.teams.queries import open_invitations, present


def take_in(team: Team, person: Person, *, through: Invitation | None = None) -> None:
    """A member from now on, by a link or because the team said yes; twice is once."""
    lock(team)
    if present(team, person):
        return
    if not team.room:
        raise Refused(_l("This team is full: ten members at most."))
    require(person, Purpose.ACCOUNT)
    team.members.append(Member(person_id=person.id, invitation_id=through.id if through else None))
    record("team.joined", team, by=person, team=team.name)


def leave(team: Team, *, by: Person) -> None:
    """The last to leave closes the team; who leads it hands it over first."""
    lock(team)
    member = present(team, by)
    if member is None:
        raise Refused(_l("You are not in this team any more."))
    if member.is_owner and len(team.members) > 1:
        raise Refused(_l("You lead this team. Hand it over to somebody first."))
    member.left_at = now()
    if len(team.members) == 1:
        close(team)
    record("team.left", team, by=by, team=team.name)
    db.session.expire(team, ["members"])


def take_out(team: Team, person: Person, *, why: str = "", by: Person) -> Member:
    """The leader ends somebody's time in the team; the person is told, and reads why."""
    lock(team)
    leader, member = present(team, by), present(team, person)
    if leader is None or not leader.is_owner:
        raise Refused(_l("You do not lead this team any more."))
    if member is None:
        raise Refused(_l("This person has left the team."))
    if member.is_owner:
        raise Refused(_l("You lead this team. Hand it over to somebody first."))
    member.left_at = now()
    member.taken_out_by_id, member.taken_out_why = by.id, why
    record("team.taken_out", member, by=by, team=team.name)
    record("team.left", team, by=by, team=team.name)
    db.session.expire(team, ["members"])
    return member


def close(team: Team) -> None:
    """It takes nobody in any more; what it did stays readable."""
    team.closed_at = team.closed_at or now()
    for invitation in open_invitations(team):
        invitation.revoked_at = now()
