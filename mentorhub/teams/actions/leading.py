"""A team has one leader, always: handing it over is asked of somebody, and done by their yes."""

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.teams.actions.founding import MOST_LED, refuse_children_leading
from mentorhub.teams.models import Member, Team
from mentorhub.teams.queries import owned_by, present


def ask_to_lead(team: Team, *, to: Person, by: Person) -> None:
    """The leader leads on until the answer; asking somebody else takes the first question back."""
    lock(team)
    old, new = present(team, by), present(team, to)
    if old is None or not old.is_owner:
        raise Refused(_l("You do not lead this team any more."))
    if new is None:
        raise Refused(_l("This person has left the team."))
    if new.is_owner or new.asked_to_lead_at is not None:
        return
    refuse_children_leading(to)
    _forget_the_question(team)
    new.asked_to_lead_at = now()
    record("team.asked_to_lead", new, by=by, team=team.name)


def take_back(team: Team, *, by: Person) -> None:
    """The question is no longer asked."""
    lock(team)
    leader = present(team, by)
    if leader is None or not leader.is_owner:
        raise Refused(_l("You do not lead this team any more."))
    _forget_the_question(team)


def accept_leading(team: Team, *, by: Person) -> None:
    """One leader before, one after."""
    lock(team)
    lock(by)
    new = _asked(team, by)
    refuse_children_leading(by)
    if owned_by(by) >= MOST_LED:
        raise Refused(_l("You lead ten teams already. Hand one over first."))
    for member in team.members:
        member.is_owner = False
    db.session.flush()  # two leaders at a time are refused by the database, even for a moment
    new.is_owner, new.asked_to_lead_at = True, None
    record("team.handed_over", team, by=by, team=team.name)


def decline_leading(team: Team, *, by: Person) -> None:
    lock(team)
    _asked(team, by).asked_to_lead_at = None
    record("team.leading_declined", team, by=by, team=team.name)


def _asked(team: Team, person: Person) -> Member:
    member = present(team, person)
    if member is None or member.asked_to_lead_at is None:
        raise Refused(_l("You are not asked to lead this team any more."))
    return member


def _forget_the_question(team: Team) -> None:
    for member in team.members:
        member.asked_to_lead_at = None
    db.session.flush()  # of two questions at a time the database takes one
