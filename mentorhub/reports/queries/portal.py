"""Ideas that may stand on the national portal: public ones that keep nothing back."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, tuple_
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea, Posting, Visibility
from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import db
from mentorhub.reports.domain.portal import Wanted
from mentorhub.reports.queries.counting import LISTED
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit
from mentorhub.units.queries import is_within

AT_ONCE, EXPORTED = 100, 5000
_PLACE = (Idea.approved_at, Idea.id)


def for_portal(unit: Unit, wanted: Wanted, *, after: UUID | None = None) -> Select[Idea]:
    """The newest first; after an idea, what follows it."""
    rows = _chosen(unit, wanted).options(contains_eager(Idea.unit), joinedload(Idea.posting))
    if after is not None:
        ended = (select(column).where(Idea.id == after).scalar_subquery() for column in _PLACE)
        rows = rows.where(tuple_(*_PLACE) < tuple_(*ended))
    return rows.order_by(*(column.desc() for column in _PLACE))


def number_for_portal(unit: Unit, wanted: Wanted) -> int:
    """How many exactly: officers compare it with the portal."""
    inner = _chosen(unit, wanted).with_only_columns(Idea.id).subquery()
    return db.session.scalar(select(func.count()).select_from(inner)) or 0


def chosen_for_portal(unit: Unit, keys: Collection[UUID]) -> Sequence[Idea]:
    """Those of the keys that are on the list, posted or not."""
    rows = for_portal(unit, Wanted("all")).where(Idea.id.in_(keys))
    return db.session.scalars(rows.limit(AT_ONCE)).all()


def with_authors(unit: Unit, wanted: Wanted) -> Sequence[Idea]:
    """With what a file tells of each: who wrote it, as far as they agreed."""
    author = joinedload(Idea.author)
    rows = for_portal(unit, wanted).options(
        author.joinedload(Person.details),
        author.selectinload(Person.consents),
        joinedload(Idea.team).options(lazyload(Team.members), lazyload(Team.unit)),
    )
    return db.session.scalars(rows.limit(EXPORTED)).all()


def _chosen(unit: Unit, wanted: Wanted) -> Select[Any]:
    since, until = wanted.moments(LOCAL)
    posted = select(Posting.id).where(Posting.idea_id == Idea.id).exists()
    rows = (
        select(Idea)
        .join(Idea.unit)
        .where(*LISTED, Idea.visibility == Visibility.PUBLIC, is_within(unit))
    )
    if wanted.state != "all":
        rows = rows.where(posted if wanted.state == "posted" else ~posted)
    if since is not None:
        rows = rows.where(Idea.approved_at >= since)
    return rows if until is None else rows.where(Idea.approved_at < until)
