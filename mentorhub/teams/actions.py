"""What can be done with a team. Whoever changes its membership holds the team's row first."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import Invitation, Member, Team
from mentorhub.teams.queries import open_invitations, owned_by, present
from mentorhub.units.models import Unit

MOST_LED = 10
INVITATION_LASTS = timedelta(days=7)


def found(*, name: str, about: str, unit: Unit, spoken: Sequence[str], by: Person) -> Team:
    """A new team, led by its founder."""
    _refuse_children_leading(by)
    require(by, Purpose.ACCOUNT)
    lock(by)
    if owned_by(by) >= MOST_LED:
        raise Refused(_l("You lead ten teams already. Hand one over first."))
    team = Team(
        name=name,
        name_key=fold(name),
        about=about,
        language=by.language,
        spoken=list(spoken),
        unit=unit,
        members=[Member(person_id=by.id, is_owner=True)],
    )
    db.session.add(team)
    record("team.founded", team, by=by, team=name)
    return team


def edit(
    team: Team,
    *,
    name: str,
    about: str,
    unit: Unit,
    spoken: Sequence[str],
    version: int,
    by: Person,
) -> None:
    """Put the team's own words right, unless they changed since the page was opened."""
    if team.version != version:
        raise Stale(
            _l("The team was changed meanwhile. Open the page anew; what you typed stands below.")
        )
    team.name, team.name_key, team.about = name, fold(name), about
    team.unit, team.spoken, team.language = unit, list(spoken), by.language
    record("team.edited", team, by=by)


def invite(team: Team, *, places: int, by: Person) -> str:
    """A link's token. It is told once; a new link ends the one before."""
    lock(team)
    if not 1 <= places <= team.room:
        raise Refused(_l("There is not that much room: a team has ten members at most."))
    revoke_invitations(team, by=by)
    token = secrets.token_urlsafe(24)
    db.session.add(
        Invitation(
            team=team,
            token_digest=digest_of(token),
            created_by_id=by.id,
            places=places,
            expires_at=now() + INVITATION_LASTS,
        )
    )
    db.session.flush()
    return token


def revoke_invitations(team: Team, *, by: Person) -> None:
    """No link that is out there lets anybody in any more."""
    for invitation in open_invitations(team):
        invitation.revoked_at = now()


def join(invitation: Invitation, *, by: Person) -> Team:
    """Take a place. Twice is once; the last place goes to one person only."""
    team = lock(invitation.team)
    lock(invitation)
    if present(team, by):
        return team
    if not invitation.is_open:
        raise Refused(_l("This link is used up or no longer valid. Ask the team for a new one."))
    take_in(team, by)
    invitation.used += 1
    return team


def take_in(team: Team, person: Person) -> None:
    """A member from now on, by a link or because the team said yes; twice is once."""
    lock(team)
    if present(team, person):
        return
    if not team.room:
        raise Refused(_l("This team is full: ten members at most."))
    require(person, Purpose.ACCOUNT)
    team.members.append(Member(person_id=person.id))
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
        team.closed_at = now()
        revoke_invitations(team, by=by)
    record("team.left", team, by=by, team=team.name)
    db.session.expire(team, ["members"])


def hand_over(team: Team, *, to: Person, by: Person) -> None:
    """One leader before, one after."""
    lock(team)
    old, new = present(team, by), present(team, to)
    if old is None or not old.is_owner:
        raise Refused(_l("You do not lead this team any more."))
    if new is None:
        raise Refused(_l("This person has left the team."))
    _refuse_children_leading(to)
    old.is_owner, new.is_owner = False, True
    record("team.handed_over", team, by=by, team=team.name)


def _refuse_children_leading(person: Person) -> None:
    if person.needs_guardian:
        raise Refused(_l("Leading a team is possible from 16 on. Younger members join by a link."))
