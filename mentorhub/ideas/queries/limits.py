"""How many ideas came from whom, which are alike, and which support waits."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.ideas.domain.limits import (
    LOOKED_AT,
    PROVED_AFTER,
    UNPROVED_AFTER,
    Support,
)
from mentorhub.ideas.models import Backing, Idea, Likeness
from mentorhub.platform.db import db
from mentorhub.units.models import Unit

AT_ONCE = 500


def begun_since(author: Person, since: datetime) -> int:
    return _number(Idea.author_id == author.id, Idea.created_at >= since)


def sent_since(since: datetime, *, besides: Idea, **whose: Any) -> int:
    """`author` or `unit` say whose; the idea at hand may be sent again."""
    author: Person | None = whose.get("author")
    unit: Unit | None = whose.get("unit")
    of = Idea.author_id == author.id if author else Idea.unit_id == unit.id if unit else None
    return _number(of, Idea.sent_at >= since, Idea.id != besides.id)


def _number(*conditions: Any) -> int:
    return db.session.scalar(select(func.count()).select_from(Idea).where(*conditions)) or 0


def sent_before(idea: Idea, same_hand: Collection[UUID] = ()) -> Sequence[Any]:
    """Earlier ideas of the same author, as rows of (id, title, problem, solution, benefit).

    `same_hand` are ideas the author wrote besides those in their own name.
    """
    columns = (Idea.id, Idea.title, Idea.problem, Idea.solution, Idea.benefit)
    own = or_(Idea.author_id == idea.author_id, Idea.id.in_(same_hand))
    earlier = (own, Idea.id != idea.id, Idea.sent_at.is_not(None))
    rows = select(*columns).where(*earlier).order_by(Idea.sent_at.desc(), Idea.id.desc())
    return db.session.execute(rows.limit(LOOKED_AT)).all()


def likeness_of(idea: Idea) -> Likeness | None:
    return db.session.scalar(select(Likeness).where(Likeness.idea_id == idea.id))


def twins_of(ideas: Collection[Idea]) -> dict[UUID, Idea]:
    """The earlier idea each of these is very like; nothing of the others."""
    rows = select(Likeness).where(Likeness.idea_id.in_([idea.id for idea in ideas]))
    found = db.session.scalars(rows.options(joinedload(Likeness.twin)))
    return {one.idea_id: one.twin for one in found}


def support_of(idea: Idea) -> Support:
    settled = func.count(case((Backing.settled_at.is_not(None), 1)))
    rows = select(settled, func.count()).where(Backing.idea_id == idea.id)
    counted, all_of_them = db.session.execute(rows).one()
    return Support(counted, all_of_them - counted)


def ripe_support(now: datetime) -> Sequence[Backing]:
    """What waits although its account has come of age since; closed accounts never do."""
    proved = or_(
        PersonalDetails.email_verified_at.is_not(None),
        PersonalDetails.phone_verified_at.is_not(None),
    )
    ripe = or_(
        Person.created_at <= now - UNPROVED_AFTER,
        and_(Person.created_at <= now - PROVED_AFTER, proved),
    )
    rows = (
        select(Backing)
        .join(Person, Person.id == Backing.person_id)
        .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
        .where(Backing.settled_at.is_(None), Person.closed_at.is_(None), ripe)
        .order_by(Backing.id)
    )
    return db.session.scalars(rows.limit(AT_ONCE)).all()
