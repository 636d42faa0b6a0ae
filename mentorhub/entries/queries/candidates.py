"""An entry as the rules of its contest look at it."""

from collections import Counter
from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from mentorhub.contests.domain.eligibility import Candidate, quota_group
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries.people import birth_years, seats_taken
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit


def candidate(
    contest: Contest,
    team: Team,
    people: Collection[UUID],
    *,
    sector: str = "",
    besides: Entry | None,
) -> Candidate:
    """An entry of these people as the rules look at it; `besides` is the entry itself."""
    seats = seats_taken(contest, people, besides=besides)
    return Candidate(
        birth_years=birth_years(people),
        sector=sector,
        elsewhere=[len(seats.get(one, ())) for one in people],
        led_elsewhere=_led_elsewhere(contest, team, besides),
        from_its_unit=_from_its_unit(contest, team, besides),
    )


def _led_elsewhere(contest: Contest, team: Team, besides: Entry | None) -> int:
    if not contest.leads_one or team.owner is None:
        return 0
    return _sent(contest, besides, Entry.led_by_id == team.owner.id)


def _from_its_unit(contest: Contest, team: Team, besides: Entry | None) -> int:
    if contest.unit_max is None:
        return 0
    group = quota_group(contest.unit.path, team.unit.path)
    alone = group == contest.unit.path
    inside = Unit.path == group if alone else Unit.path.startswith(group, autoescape=True)
    teams = select(Team.id).join(Unit, Unit.id == Team.unit_id).where(inside)
    return _sent(contest, besides, Entry.team_id.in_(teams))


def _sent(contest: Contest, besides: Entry | None, condition: Any) -> int:
    count = select(func.count(Entry.id)).where(
        Entry.contest_id == contest.id, Entry.fills_a_place, condition
    )
    if besides is not None:
        count = count.where(Entry.id != besides.id)
    return db.session.scalar(count) or 0


def sent_by_unit(contest: Contest) -> list[tuple[Unit, int]]:
    """Each unit a quota counts, with how many entries it has sent; the fewest first."""
    rows = db.session.execute(
        select(Unit.path, func.count(Entry.id))
        .join(Team, Team.unit_id == Unit.id)
        .join(Entry, Entry.team_id == Team.id)
        .where(Entry.contest_id == contest.id, Entry.state == EntryState.SUBMITTED)
        .group_by(Unit.path)
    )
    sent: Counter[str] = Counter()
    for path, number in rows:
        sent[quota_group(contest.unit.path, path)] += number
    counted = or_(Unit.parent_id == contest.unit_id, Unit.path.in_(sent))
    units = db.session.scalars(select(Unit).where(counted, Unit.closed_at.is_(None)))
    return sorted(((one, sent[one.path]) for one in units), key=lambda row: (row[1], row[0].path))


def units_short(contest: Contest) -> list[tuple[Unit, int]]:
    """Units right below the organising one that owe more entries, with how many each has sent."""
    least = contest.unit_min or 0
    sent = sent_by_unit(contest) if least else []
    return [(unit, n) for unit, n in sent if n < least and unit.parent_id == contest.unit_id]
