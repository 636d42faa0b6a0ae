"""What officers add below their units: branches, schools, agencies, clubs."""

from typing import Any

from mentorhub.activity.actions import record
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.clock import now
from mentorhub.platform.db import Translated, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l
from mentorhub.units.domain import address_of, searched, spoken
from mentorhub.units.models import Unit, UnitKind
from mentorhub.units.queries import children, slugs_like

_SAME_NAME = _l("There is one called that here already.")


def add(parent: Unit, *, kind: UnitKind, name: str, by: Any) -> Unit:
    """A new unit below `parent`; its code continues the code of the unit above."""
    lock(parent)
    if kind not in parent.may_hold:
        raise Refused(_l("Nothing of that kind stands below this unit."))
    beside = children(parent)
    _refuse_same_name(name, beside)
    numbers = [int(unit.code.rsplit(".", 1)[1]) for unit in beside if "." in unit.code]
    code = f"{parent.code}.{max(numbers, default=0) + 1}"
    unit = Unit(code=code, kind=kind, parent=parent, path=f"{parent.path}{code}/")
    unit.slug = address_of(name, parent.slug, slugs_like(parent.slug))
    _name(unit, name)
    db.session.add(unit)
    record("unit.added", unit, by=by, kind=kind.value, under=parent.code)
    return unit


def rename(unit: Unit, *, name: str, by: Any) -> None:
    """The old name stays a way to find it, and the address stays as it was."""
    lock(unit)
    assert unit.parent is not None
    if unit.name == name:
        return
    _refuse_same_name(name, [one for one in children(unit.parent) if one is not unit])
    unit.former_names = [*unit.former_names, unit.name]
    _name(unit, name)
    record("unit.renamed", unit, by=by)


def close(unit: Unit, *, by: Any) -> None:
    """Nobody new belongs to it; who does, and what was done there, stays."""
    lock(unit)
    if unit.closed_at is not None:
        return
    if any(one.closed_at is None for one in children(unit)):
        raise Refused(_l("Close the units below it first."))
    unit.closed_at = now()
    record("unit.closed", unit, by=by)


def reopen(unit: Unit, *, by: Any) -> None:
    lock(unit)
    if unit.closed_at is None:
        return
    if unit.parent is not None and unit.parent.closed_at is not None:
        raise Refused(_l("The unit above is closed; open that first."))
    unit.closed_at = None
    record("unit.reopened", unit, by=by)


def _name(unit: Unit, name: str) -> None:
    unit.name, unit.names, unit.key = name, Translated(vi=name), fold(name)
    unit.searched = searched(name, unit.former_names or ())


def _refuse_same_name(name: str, beside: list[Unit]) -> None:
    if spoken(name) in {spoken(unit.name) for unit in beside}:
        raise Refused(_SAME_NAME)
