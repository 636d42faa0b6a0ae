from collections.abc import Sequence
from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea, IdeaState
from mentorhub.organisations.queries import within
from mentorhub.platform.clock import LOCAL, now, today
from mentorhub.platform.db import db
from mentorhub.slips.domain import plain
from mentorhub.slips.models import Slip, SlipImport
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import is_within

MOST_UNITS, MOST_AT_ONCE = 600, 200


def slip_of(idea: Idea) -> Slip | None:
    """The paper an idea came on, if it did."""
    return db.session.scalar(select(Slip).where(Slip.idea_id == idea.id))


def helper_beside(idea: Idea) -> Sequence[Person]:
    """Who typed it, as long as its author has no account to hear of it with."""
    return db.session.scalars(
        select(Person)
        .join(Slip, Slip.helper_id == Person.id)
        .where(Slip.idea_id == idea.id, Slip.claimed_by_id.is_(None))
    ).all()


def typed_with(key: UUID, helper: Person) -> Slip | None:
    """What this page saved before, if who asks is who typed it."""
    return db.session.scalar(select(Slip).where(Slip.key == key, Slip.helper_id == helper.id))


def typed_by(helper: Person) -> Select[Slip]:
    """The newest first, with all a list shows."""
    return (
        select(Slip)
        .join(Slip.idea)
        .options(
            contains_eager(Slip.idea).options(joinedload(Idea.unit), lazyload(Idea.team)),
            joinedload(Slip.claimed_by),
        )
        .where(Slip.helper_id == helper.id)
        .order_by(Slip.created_at.desc(), Slip.id.desc())
    )


def last_typed_by(helper: Person, *, limit: int, only_today: bool = False) -> Sequence[Slip]:
    rows = typed_by(helper)
    if only_today:
        rows = rows.where(Slip.created_at >= _midnight())
    return db.session.scalars(rows.limit(limit)).all()


def typed_since(moment: datetime, helper: Person) -> int:
    counting = select(func.count()).select_from(Slip)
    return (
        db.session.scalar(counting.where(Slip.helper_id == helper.id, Slip.created_at >= moment))
        or 0
    )


def typed_today(helper: Person) -> int:
    return typed_since(_midnight(), helper)


def _midnight() -> datetime:
    return datetime.combine(today(), time.min, tzinfo=LOCAL)


def drafts_typed_by(helper: Person) -> Sequence[Slip]:
    """What still waits to be sent, the oldest first."""
    drafts = typed_by(helper).where(Idea.state == IdeaState.DRAFT, Slip.claimed_by_id.is_(None))
    return db.session.scalars(drafts.order_by(None).order_by(Slip.id).limit(MOST_AT_ONCE)).all()


def without_code(helper: Person) -> Sequence[Slip]:
    """Of today's slips those that nobody has a code for."""
    open_ = (Slip.created_at >= _midnight(), Slip.code_digest.is_(None))
    rows = typed_by(helper).where(*open_, Slip.claimed_by_id.is_(None))
    return db.session.scalars(rows.order_by(None).order_by(Slip.id).limit(MOST_AT_ONCE)).all()


def typed_lately(helper: Person) -> int:
    return typed_since(now() - timedelta(days=1), helper)


def with_code(digest: str, at: datetime) -> Slip | None:
    return db.session.scalar(
        select(Slip).where(
            Slip.code_digest == digest,
            Slip.code_expires_at > at,
            Slip.claimed_by_id.is_(None),
        )
    )


def signs_within(unit: Unit) -> set[str]:
    """By which the ideas of the unit and what is below it that came on paper are known again."""
    rows = select(Slip.sign).join(Slip.idea).join(Idea.unit).where(is_within(unit))
    return set(db.session.scalars(rows))


def of_the_same_hand(slip: Slip) -> list[UUID]:
    """Ideas sent from other slips of the unit, of somebody of this name born in this year."""
    rows = (
        select(Slip.idea_id, Slip.name)
        .join(Slip.idea)
        .where(
            Idea.unit_id == slip.idea.unit_id,
            Slip.birth_year == slip.birth_year,
            Slip.id != slip.id,
            Idea.sent_at.is_not(None),
        )
    )
    name = plain(slip.name)
    return [row.idea_id for row in db.session.execute(rows) if plain(row.name) == name]


def typed_by_import(run: SlipImport) -> Sequence[Slip]:
    rows = select(Slip).where(Slip.import_id == run.id).order_by(Slip.id)
    return db.session.scalars(rows.options(joinedload(Slip.idea))).all()


def imports_of(unit: Unit, person: Person) -> Sequence[SlipImport]:
    """What this person took in here and may still undo, the last first."""
    return db.session.scalars(
        select(SlipImport)
        .where(
            SlipImport.unit_id == unit.id,
            SlipImport.by_id == person.id,
            SlipImport.applied_at.is_not(None),
            SlipImport.undone_at.is_(None),
        )
        .order_by(SlipImport.applied_at.desc(), SlipImport.id.desc())
        .limit(5)
    ).all()


def units_to_type_for(units: Sequence[Unit], own: Unit | None) -> list[Unit]:
    """One's own unit, and for an officer every open one from commune to branch they answer for."""
    if not units:
        return [own] if own is not None else []
    found = db.session.scalars(
        select(Unit)
        .where(within(units), Unit.closed_at.is_(None), Unit.kind != UnitKind.PROVINCE)
        .order_by(Unit.path)
        .limit(MOST_UNITS)
    ).all()
    others = [unit for unit in found if own is None or unit.id != own.id]
    return [*([own] if own is not None and own.kind is not UnitKind.PROVINCE else []), *others]
