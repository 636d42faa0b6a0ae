"""What the province asks of its units. Nothing is overwritten: every word stays with its day."""

from collections.abc import Sequence
from typing import Any

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once
from mentorhub.platform.errors import Stale
from mentorhub.platform.i18n import _l
from mentorhub.reports import queries
from mentorhub.reports.domain.targets import NO_TARGET, Target, Wish
from mentorhub.reports.models import UnitTarget
from mentorhub.units.models import Unit

_OVERTAKEN = _l(
    "Somebody else set targets meanwhile. Look at what stands now; what you typed is kept here."
)


def set_targets(province: Unit, *, year: int, wishes: Sequence[Wish], by: Person) -> int:
    """Those that say something new; how many. Whoever read an older word is told, not obeyed."""
    known = queries.targets_of(province, year)
    able = queries.open_among(province, [wish.unit_id for wish in wishes])
    changed = [
        wish
        for wish in wishes
        if wish.unit_id in able
        and known.get(wish.unit_id, NO_TARGET).differs(wish.in_use, wish.approved)
    ]
    if any(known.get(wish.unit_id, NO_TARGET).number != wish.seen for wish in changed):
        raise Stale(_OVERTAKEN)
    for wish in changed:
        _write(wish, year, by)
        _tell(able[wish.unit_id], wish, known.get(wish.unit_id, NO_TARGET), year, by)
    if changed:
        record("target.set", province, by=by, year=year, units=len(changed))
    return len(changed)


def _write(wish: Wish, year: int, by: Person) -> None:
    """Two who save at once both count on the same number: the second is told."""
    written = add_once(
        UnitTarget,
        unit_id=wish.unit_id,
        year=year,
        number=wish.seen + 1,
        in_use=wish.in_use,
        approved=wish.approved,
        set_by_id=by.id,
        at=now(),
    )
    if not written:
        raise Stale(_OVERTAKEN)


def _tell(unit: Unit, wish: Wish, before: Target, year: int, by: Person) -> None:
    """The unit's officers hear of it: what they are measured by changes nothing unheard."""
    facts: dict[str, Any] = {
        "unit_id": unit.slug,
        "unit": unit.names,
        "year": year,
        "in_use": _figure(wish.in_use),
        "approved": _figure(wish.approved),
    }
    if not before.number:
        record("target.asked", unit, by=by, **facts)
        return
    facts["in_use_before"] = _figure(before.in_use)
    facts["approved_before"] = _figure(before.approved)
    record("target.changed", unit, by=by, **facts)


def _figure(asked: int | None) -> str:
    return "–" if asked is None else str(asked)
