from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select

from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from mentorhub.units.domain import Named, found
from mentorhub.units.models import TERRITORY, Unit, UnitKind


def subtree(unit: Unit) -> Select[Unit]:
    """The unit and everything below it."""
    return select(Unit).where(is_within(unit)).order_by(Unit.path)


def is_within(unit: Unit) -> ColumnElement[bool]:
    """For a `where` on a statement that joins Unit."""
    return Unit.path.startswith(unit.path, autoescape=True)


def by_code(code: str) -> Unit | None:
    return db.session.scalar(select(Unit).where(Unit.code == code))


def by_slug(slug: str) -> Unit | None:
    return db.session.scalar(select(Unit).where(Unit.slug == slug))


def territory() -> list[Unit]:
    """Communes, wards and special zones in Vietnamese order of their short names."""
    units = db.session.scalars(select(Unit).where(Unit.kind.in_(TERRITORY)))
    return sorted(units, key=lambda unit: _first_word_first(unit.short_name))


def by_kind(units: Sequence[Unit]) -> list[tuple[UnitKind, list[Unit]]]:
    """The same units in groups, for a long select or list."""
    groups = [(kind, [unit for unit in units if unit.kind is kind]) for kind in TERRITORY]
    return [(kind, members) for kind, members in groups if members]


def called(text: str) -> list[Unit]:
    """Units by a present or former name, with or without marks, the likeliest first."""
    units = {unit.code: unit for unit in territory()}
    named = [Named(code, unit.name, tuple(unit.former_names)) for code, unit in units.items()]
    return [units[code] for code in found(text, named)]


def _first_word_first(name: str) -> str:
    """Places are filed by their first word; `sort_key` files people by their last."""
    first, *rest = name.split()
    return sort_key(" ".join([*rest, first]))
