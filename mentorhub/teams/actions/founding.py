"""A team's beginning, and its own words."""

from collections.abc import Callable, Sequence

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.consents.actions import require
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l
from mentorhub.platform.week import TIMES
from mentorhub.teams.models import Member, Team
from mentorhub.teams.queries import owned_by
from mentorhub.units.models import Unit

MOST_LED = 10
NAME_CHECKS: list[Callable[[Team, str, str], None]] = []
"""What features above have against another name of a team; each raises Refused."""


def found(*, name: str, about: str, unit: Unit, spoken: Sequence[str], by: Person) -> Team:
    """A new team, led by its founder."""
    refuse_children_leading(by)
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
    key = fold(name)
    if key != team.name_key:
        for refuse in NAME_CHECKS:
            refuse(team, name, key)
    team.name, team.name_key, team.about = name, key, about
    team.unit, team.spoken, team.language = unit, list(spoken), by.language
    record("team.edited", team, by=by)


def say_when_free(team: Team, free_times: Sequence[str], *, by: Person) -> None:
    """When in a week the team could meet; the last word of whoever speaks for it holds."""
    team.free_times = [time for time in TIMES if time in free_times]
    record("team.times_told", team, by=by)


def refuse_children_leading(person: Person) -> None:
    if person.needs_guardian:
        raise Refused(_l("Leading a team is possible from 16 on. Younger members join by a link."))
