"""Links that let people in: for one or several, for some days, until somebody ends them."""

import secrets
from datetime import timedelta

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.actions.membership import take_in
from mentorhub.teams.models import Invitation, Team
from mentorhub.teams.queries import open_invitations, present

MOST_OPEN = 5
DAYS = 7


def invite(team: Team, *, places: int, days: int = DAYS, by: Person) -> str:
    """A link's token. It is told once; the links before go on working."""
    lock(team)
    if not 1 <= places <= team.room:
        raise Refused(_l("There is not that much room: a team has ten members at most."))
    if len(open_invitations(team)) >= MOST_OPEN:
        raise Refused(_l("Five links are open already. End one of them first."))
    token, moment = secrets.token_urlsafe(24), now()
    db.session.add(
        Invitation(
            team=team,
            token_digest=digest_of(token),
            created_by_id=by.id,
            places=places,
            created_at=moment,
            expires_at=moment + timedelta(days=days),
        )
    )
    record("team.invited", team, by=by, places=places, days=days)
    return token


def join(invitation: Invitation, *, by: Person) -> Team:
    """Take a place. Twice is once; the last place goes to one person only."""
    team = lock(invitation.team)
    lock(invitation)
    if present(team, by):
        return team
    if not invitation.is_open:
        raise Refused(_l("This link is used up or no longer valid. Ask the team for a new one."))
    take_in(team, by, through=invitation)
    invitation.used += 1
    return team


def end_link(invitation: Invitation, *, by: Person) -> None:
    """It lets nobody in any more; a second click finds it ended."""
    team = lock(invitation.team)
    lock(invitation)
    if invitation.revoked_at is None:
        invitation.revoked_at = now()
        record("team.link_ended", team, by=by)


def end_invitations(team: Team, *, by: Person) -> None:
    """No link that is out there lets anybody in any more."""
    for invitation in open_invitations(team):
        end_link(invitation, by=by)
