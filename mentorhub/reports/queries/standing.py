"""What everybody may count. Of a confidential idea strangers know title, field and unit: it counts
as approved, and never as in use. Members are the names on the lists of the unit and of what is
below it.
"""

from uuid import UUID

from sqlalchemy import Select, case, func, select

from mentorhub.ideas.models import Idea, IdeaState, Visibility
from mentorhub.platform.db import db
from mentorhub.reports.domain.standing import Standing
from mentorhub.reports.domain.table import part_of
from mentorhub.reports.queries.counting import LISTED, keys_within, paths_within
from mentorhub.rosters.models import RosterLine
from mentorhub.rosters.queries import length_of_list
from mentorhub.units.models import Unit
from mentorhub.units.queries import children

_USED = (Idea.state == IdeaState.IN_USE) & (Idea.visibility == Visibility.PUBLIC)
_FIGURES = (func.count(case((_USED, 1))), func.count())


def standing_of(unit: Unit) -> Standing:
    """The counters of one unit's own page."""
    rows = select(*_FIGURES).select_from(Idea)
    within = Idea.unit_id.in_(keys_within(unit))
    in_use, approved = db.session.execute(rows.where(within, *LISTED)).one()
    return Standing(unit, in_use, approved, length_of_list(unit))


def standings_below(unit: Unit) -> list[Standing]:
    """What stands directly below it and is open, in Vietnamese order, with all that is below."""
    paths = paths_within(unit)
    ideas = db.session.execute(_by_unit(unit)).all()
    lists = db.session.execute(_members_by_unit(unit))
    counts = (
        {key: in_use for key, in_use, _approved in ideas},
        {key: approved for key, _in_use, approved in ideas},
        dict(lists.all()),
    )
    summed = [_rolled_up(unit, paths, one) for one in counts]
    return [
        Standing(part, *(one.get(part.path, 0) for one in summed))
        for part in children(unit)
        if part.closed_at is None
    ]


def _by_unit(unit: Unit) -> Select[UUID, int, int]:
    rows = select(Idea.unit_id, *_FIGURES).where(Idea.unit_id.in_(keys_within(unit)), *LISTED)
    return rows.group_by(Idea.unit_id)


def _members_by_unit(unit: Unit) -> Select[UUID, int]:
    rows = select(RosterLine.unit_id, func.count())
    return rows.where(RosterLine.unit_id.in_(keys_within(unit))).group_by(RosterLine.unit_id)


def _rolled_up(unit: Unit, paths: dict[UUID, str], counts: dict[UUID, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for key, number in counts.items():
        part = part_of(unit.path, paths[key])
        found[part] = found.get(part, 0) + number
    return found
