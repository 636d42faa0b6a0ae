"""In one contest no two teams are called alike: an announcement names one of them."""

from mentorhub.contests.models import Contest
from mentorhub.entries import queries
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _
from mentorhub.teams.models import Team


def refuse_namesake(contest: Contest, team: Team) -> None:
    """At the beginning and at the sending, while the contest is held."""
    _refuse(team.name, queries.has_namesake(contest, team))


def refuse_new_name(team: Team, name: str, key: str) -> None:
    """Before a team is renamed; its contests are held, as by whoever enters them."""
    for contest_id in db.session.scalars(queries.contests_of(team)).all():
        lock(db.session.get_one(Contest, contest_id))
    _refuse(name, db.session.scalar(queries.namesake_beside(team, key)) is not None)


def _refuse(name: str, is_taken: bool) -> None:
    if is_taken:
        words = _(
            "Another team in the contest is called “%(name)s”. Choose another name.", name=name
        )
        raise Refused(words)
