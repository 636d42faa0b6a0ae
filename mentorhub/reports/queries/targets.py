"""What units were asked for, and by whom."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mentorhub.platform.db import db
from mentorhub.reports.domain.targets import Target, latest
from mentorhub.reports.models import UnitTarget
from mentorhub.units.models import Unit
from mentorhub.units.queries import children, is_within

SHOWN = 30


def targets_of(unit: Unit, year: int) -> dict[UUID, Target]:
    """By the key of each unit with a target, this one or below it."""
    columns = (UnitTarget.unit_id, UnitTarget.number, UnitTarget.in_use, UnitTarget.approved)
    rows = select(*columns).join(UnitTarget.unit).where(UnitTarget.year == year, is_within(unit))
    return latest((row[0], row[1], row[2], row[3]) for row in db.session.execute(rows))


def units_with_targets(province: Unit) -> list[Unit]:
    """Whom a province asks: what stands directly below it and is open."""
    return [unit for unit in children(province) if unit.closed_at is None]


def settings_of(province: Unit, year: int) -> Sequence[UnitTarget]:
    """Everything that was set for a year, in the order it was set."""
    rows = (
        select(UnitTarget)
        .join(UnitTarget.unit)
        .where(UnitTarget.year == year, is_within(province))
        .options(joinedload(UnitTarget.unit), joinedload(UnitTarget.set_by))
        .order_by(UnitTarget.at, UnitTarget.id)
    )
    return db.session.scalars(rows).all()


def open_among(province: Unit, keys: Iterable[UUID]) -> dict[UUID, Unit]:
    """Those of the keys that are units a target may be set for."""
    below = (Unit.parent_id == province.id, Unit.closed_at.is_(None), Unit.id.in_(list(keys)))
    return {unit.id: unit for unit in db.session.scalars(select(Unit).where(*below))}
