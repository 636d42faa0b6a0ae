"""How many ideas were sent, approved, put to use and given a mentor, unit by unit.

What is counted is what the reader may open: an officer reads every idea that was sent from the own
units. Drafts are nobody's business, so nobody counts them.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, func, literal, select, tuple_, union_all
from sqlalchemy.orm import aliased

from mentorhub.ideas.models import PUBLIC_STATES, Idea, IdeaState, Milestone
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import db
from mentorhub.reports.domain.months import bounds
from mentorhub.reports.domain.table import Measure, Report, report_of
from mentorhub.reports.queries.targets import targets_of
from mentorhub.units.models import Unit
from mentorhub.units.queries import children, is_within

LISTED = (Idea.approved_at.is_not(None), Idea.state.in_(PUBLIC_STATES))


def report(unit: Unit, year: int) -> Report:
    paths = paths_within(unit)
    counted = [(row[0], row[1], row[2], row[3]) for row in db.session.execute(_counts(unit, year))]
    return report_of(unit, children(unit), paths, counted, targets_of(unit, year), year)


def paths_within(unit: Unit) -> dict[UUID, str]:
    """Of the unit and of everything below it, by key."""
    rows = db.session.execute(select(Unit.id, Unit.path).where(is_within(unit)))
    return {row[0]: row[1] for row in rows}


def keys_within(unit: Unit) -> Select[UUID]:
    """Looked up once a statement; a join would ask for the unit of every idea."""
    return select(Unit.id).where(is_within(unit))


def _counts(unit: Unit, year: int) -> Any:
    """One statement for all: measure, unit, month from 0, how many."""
    starts = bounds(year, LOCAL)
    used, helped = _noted("in_use"), _noted("mentor")
    in_use = Idea.state == IdeaState.IN_USE
    return union_all(
        _by_month(Measure.SENT, Idea.sent_at, starts, unit, Idea.state != IdeaState.DRAFT),
        _by_month(Measure.APPROVED, Idea.approved_at, starts, unit, *LISTED),
        _by_month(Measure.IN_USE, Milestone.at, starts, unit, in_use, *used),
        _by_month(Measure.IN_USE, Idea.approved_at, starts, unit, in_use, ~_is_noted("in_use")),
        _by_month(Measure.WITH_MENTOR, Milestone.at, starts, unit, *LISTED, *helped),
    )


def _noted(kind: str) -> tuple[ColumnElement[bool], ...]:
    """The first milestone of this kind of each idea: none stands before it."""
    before = aliased(Milestone)
    earlier = tuple_(before.at, before.id) < tuple_(Milestone.at, Milestone.id)
    same = (before.idea_id == Milestone.idea_id, before.kind == kind)
    first = ~select(before.id).where(*same, earlier).exists()
    return Milestone.idea_id == Idea.id, Milestone.kind == kind, first


def _is_noted(kind: str) -> ColumnElement[bool]:
    """What was brought from elsewhere may be in use without a milestone that says since when."""
    noted = (Milestone.idea_id == Idea.id, Milestone.kind == kind)
    return select(Milestone.id).where(*noted).correlate(Idea).exists()


def _by_month(
    measure: Measure,
    moment: Any,
    starts: list[datetime],
    unit: Unit,
    *conditions: ColumnElement[bool],
) -> Select[Any]:
    """The month is settled inside: a statement may not group by what is written with values."""
    month = case(*((moment < end, i) for i, end in enumerate(starts[1:-1])), else_=11)
    inside = (
        select(Idea.unit_id, month.label("month"))
        .where(
            Idea.unit_id.in_(keys_within(unit)),
            moment >= starts[0],
            moment < starts[-1],
            *conditions,
        )
        .subquery()
    )
    return select(literal(measure.value), inside.c.unit_id, inside.c.month, func.count()).group_by(
        inside.c.unit_id, inside.c.month
    )
