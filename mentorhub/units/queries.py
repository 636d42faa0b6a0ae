import re
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from mentorhub.platform.db import db
from mentorhub.platform.text import sort_key
from mentorhub.units.domain import Named, found, spoken
from mentorhub.units.models import GROWN, TERRITORY, Unit, UnitKind

_NUMBER = re.compile(r"[0-9]{1,6}")
_LETTERS = str.maketrans("0123456789", "abcdeghikl")


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


def children(unit: Unit) -> list[Unit]:
    """What stands directly below it, closed ones too, in Vietnamese order."""
    return _in_order(db.session.scalars(select(Unit).where(Unit.parent_id == unit.id)))


def slugs_like(ending: str) -> set[str]:
    """The addresses taken by what stands below the unit at that address."""
    stands = Unit.slug.contains(ending, autoescape=True)
    return set(db.session.scalars(select(Unit.slug).where(stands)))


def provinces() -> list[Unit]:
    return _in_order(db.session.scalars(select(Unit).where(Unit.kind == UnitKind.PROVINCE)))


def territory() -> list[Unit]:
    """Communes, wards and special zones in Vietnamese order of their short names."""
    return _in_order(db.session.scalars(select(Unit).where(Unit.kind.in_(TERRITORY))))


def size_of_territory() -> int:
    counting = select(func.count()).select_from(Unit).where(Unit.kind.in_(TERRITORY))
    return db.session.scalar(counting) or 0


def by_kind(
    units: Sequence[Unit], kinds: Sequence[UnitKind] = TERRITORY
) -> list[tuple[UnitKind, list[Unit]]]:
    """The same units in groups, for a long select or list."""
    groups = [(kind, [unit for unit in units if unit.kind is kind]) for kind in kinds]
    return [(kind, members) for kind, members in groups if members]


def grown_below(unit: Unit, text: str = "") -> list[Unit]:
    """Open branches, schools, agencies and clubs anywhere below it: those called so, or all."""
    if text:
        return called(text, GROWN, below=unit)
    statement = select(Unit).where(
        is_within(unit), Unit.id != unit.id, Unit.kind.in_(GROWN), Unit.closed_at.is_(None)
    )
    return _in_order(db.session.scalars(statement.options(joinedload(Unit.parent))))


def called(
    text: str, kinds: Sequence[UnitKind] = TERRITORY, *, below: Unit | None = None
) -> list[Unit]:
    """Open units by a present or former name, with or without marks, the likeliest first."""
    wanted = spoken(text)
    if not wanted:
        return []
    statement = (
        select(Unit)
        .options(joinedload(Unit.parent))
        .where(
            Unit.kind.in_(kinds),
            Unit.closed_at.is_(None),
            Unit.searched.contains(wanted, autoescape=True),
        )
    )
    if below is not None:
        statement = statement.where(is_within(below), Unit.id != below.id)
    units = {unit.code: unit for unit in _in_order(db.session.scalars(statement))}
    named = [Named(code, unit.name, tuple(unit.former_names)) for code, unit in units.items()]
    return [units[code] for code in found(text, named)]


def _in_order(units: Iterable[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: _first_word_first(unit.short_name))


def _as_letters(number: re.Match[str]) -> str:
    """Ấp 2 stands before ấp 10."""
    return f"{int(number[0]):06d}".translate(_LETTERS)


def _first_word_first(name: str) -> str:
    """Places are filed by their first word; `sort_key` files people by their last."""
    words = _NUMBER.sub(_as_letters, name).split()
    return sort_key(" ".join([*words[1:], *words[:1]]))
