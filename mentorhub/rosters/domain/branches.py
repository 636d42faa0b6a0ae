"""How lists name branches: "Chi đoàn ấp 1", "ấp 1" and "Ap 1" are one."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mentorhub.units.domain import spoken


@dataclass(frozen=True)
class Branch:
    """A unit of the list: the unit itself or one below it."""

    id: UUID
    name: str
    above: str = ""


@dataclass(frozen=True)
class Branches:
    """The way from what a list says to a unit, and back."""

    ids: dict[str, UUID]
    labels: dict[UUID, str]


def branch_key(text: str) -> str:
    """What two ways to write a branch share."""
    return spoken(text).removeprefix("chi doan ").strip()


def branches_of(home: Branch, below: Iterable[Branch]) -> Branches:
    """A branch whose name stands twice below the unit is named with the unit above it."""
    below = list(below)
    often = Counter(branch_key(one.name) for one in [home, *below])
    labels = {home.id: ""}
    for one in below:
        is_alone = often[branch_key(one.name)] == 1
        labels[one.id] = one.name if is_alone else f"{one.above} / {one.name}"
    ids = {branch_key(label): unit for unit, label in labels.items() if label}
    return Branches({branch_key(home.name): home.id} | ids, labels)
