"""Teams whom no mentor fits, and who said so: the gaps in the directory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from mentorhub.activity.models import Activity
from mentorhub.mentoring.models import Mentorship
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

WANTED = "mentor.wanted"
KEPT = timedelta(days=90)
AGAIN_AFTER = timedelta(days=14)
SHOWN = 100
_SAID = Activity.verb == WANTED, Activity.subject_type == Team.__name__


@dataclass(frozen=True, slots=True)
class Wanted:
    """A team that looks for a mentor, and when it said last that nobody fits."""

    team: Team
    at: datetime


def wanted_since(team: Team) -> datetime | None:
    """When the team said so, where that was in the last two weeks."""
    rows = select(func.max(Activity.at)).where(*_SAID, Activity.subject_id == team.id)
    return db.session.scalar(rows.where(Activity.at > now() - AGAIN_AFTER))


def wanted_within(units: Sequence[Unit]) -> list[Wanted]:
    """Open teams of these units, the longest waiting first; whoever found a mentor is gone."""
    said = (
        select(Activity.subject_id.label("team_id"), func.max(Activity.at).label("at"))
        .where(*_SAID, Activity.at > now() - KEPT)
        .group_by(Activity.subject_id)
        .subquery()
    )
    helped = select(Mentorship.team_id).where(Mentorship.ended_at.is_(None))
    rows = (
        select(Team, said.c.at)
        .join(said, said.c.team_id == Team.id)
        .join(Unit, Unit.id == Team.unit_id)
        .where(within(units), Team.closed_at.is_(None), Team.id.not_in(helped))
        .order_by(said.c.at, Team.id)
        .limit(SHOWN)
    )
    return [Wanted(team, at) for team, at in db.session.execute(rows)]
