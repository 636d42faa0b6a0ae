"""What a list would change: compared with what is known, before anything is written."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from mentorhub.rosters.domain.branches import branch_key
from mentorhub.rosters.domain.lines import Line, name_key

KEPT = ("born", "position", "phone", "email")


@dataclass(frozen=True)
class Known:
    """A line that is on the list already."""

    id: UUID
    version: int
    unit: UUID
    name: str
    born: int | None = None
    position: str = ""
    phone: str = ""
    email: str = ""

    @cached_property
    def key(self) -> str:
        return name_key(self.name)


@dataclass(frozen=True)
class Change:
    """What a line of the file does to one that is known: new values by field."""

    line: Line
    known: Known
    values: Mapping[str, object]


@dataclass(frozen=True)
class Plan:
    """What will be done and what not; `branches` are those to be added."""

    added: tuple[Line, ...]
    changed: tuple[Change, ...]
    unchanged: int
    absent: int
    branches: tuple[str, ...]
    digest: str = ""


Placed = tuple[Line, UUID | None]


def compared(
    lines: Iterable[Line], known: Iterable[Known], *, home: UUID, branches: Mapping[str, UUID]
) -> Plan:
    """Compare a file with the list of a unit; a line without a branch belongs to `home`.

    `branches` are the units below by `branch_key`; a branch nobody knows is to be added.
    """
    placed, new = _placed(lines, home, branches)
    pairs, left = _paired(placed, list(known))
    added, changed, unchanged = [], [], 0
    for (line, unit), found in zip(placed, pairs, strict=True):
        if found is None:
            added.append(line)
        elif values := _differences(line, found, unit if line.branch else found.unit):
            changed.append(Change(line, found, values))
        else:
            unchanged += 1
    plan = Plan(tuple(added), tuple(changed), unchanged, left, new)
    return replace(plan, digest=_digest(plan))


def _placed(
    lines: Iterable[Line], home: UUID, branches: Mapping[str, UUID]
) -> tuple[list[Placed], tuple[str, ...]]:
    """Each line with the unit it belongs to (None: a branch to be added), and those branches."""
    placed: list[Placed] = []
    new: dict[str, str] = {}
    for line in lines:
        spot = branch_key(line.branch)
        unit = branches.get(spot) if spot else home
        if unit is None:
            new.setdefault(spot, line.branch)
        placed.append((line, unit))
    return placed, tuple(new.values())


# by what a line is found again, the surest first: a key of the line, and one of what is known;
# the year always belongs to it, for nobody is guessed at
_WAYS: tuple[tuple[Callable[[Line, UUID | None], Any], Callable[[Known], Any]], ...] = (
    (
        lambda x, unit: (x.born, unit, x.phone, x.position, x.name),
        lambda k: (k.born, k.unit, k.phone, k.position, k.name),
    ),
    (  # of two whose names differ in the place of a mark only, the one that is written so
        lambda x, unit: (x.born, unit, x.position, x.name) if not x.phone else None,
        lambda k: (k.born, k.unit, k.position, k.name),
    ),
    (
        lambda x, unit: (x.born, unit, x.phone, x.position),
        lambda k: (k.born, k.unit, k.phone, k.position),
    ),
    (
        lambda x, unit: (x.born, unit, x.phone) if x.phone else None,
        lambda k: (k.born, k.unit, k.phone),
    ),
    (lambda x, unit: (x.born, x.phone) if x.phone else None, lambda k: (k.born, k.phone)),
    (lambda x, unit: (x.born, unit, x.position), lambda k: (k.born, k.unit, k.position)),
    (lambda x, unit: (x.born, unit), lambda k: (k.born, k.unit)),
    (lambda x, unit: (x.born,) if not x.branch else None, lambda k: (k.born,)),
)


def _paired(placed: Sequence[Placed], known: Sequence[Known]) -> tuple[list[Known | None], int]:
    """Who each line is about; a known one is taken by one line at most, and how many are left."""
    pairs: list[Known | None] = [None] * len(placed)
    remaining = {one.id: one for one in known}
    for of_line, of_known in _WAYS:
        shelf: dict[Any, list[Known]] = defaultdict(list)
        for one in reversed(remaining.values()):
            if (key := of_known(one)) is not None:
                shelf[one.key, key].append(one)
        for place, (line, unit) in enumerate(placed):
            key = of_line(line, unit)
            if pairs[place] is None and key is not None and shelf[line.key, key]:
                found = shelf[line.key, key].pop()
                pairs[place] = remaining.pop(found.id)
    return pairs, len(remaining)


def _differences(line: Line, known: Known, unit: UUID | None) -> dict[str, object]:
    """An empty cell changes nothing: a list without phone numbers takes none away."""
    said = {name: getattr(line, name) for name in KEPT}
    values = {n: v for n, v in said.items() if v not in ("", None) and v != getattr(known, n)}
    if line.name != known.name:
        values["name"] = line.name
    if unit != known.unit:
        values["unit"] = line.branch
    return values


def _digest(plan: Plan) -> str:
    """The same for the same changes to the same lines, and for no others."""
    added = [[x.name, x.born, x.branch, x.position, x.phone, x.email] for x in plan.added]
    changed = [[str(c.known.id), c.known.version, sorted(c.values.items())] for c in plan.changed]
    told = json.dumps([added, changed, plan.branches], ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
