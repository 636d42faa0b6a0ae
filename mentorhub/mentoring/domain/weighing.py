"""The weights in force beside the shipped ones, as a picture and words tell them."""

from dataclasses import dataclass
from math import log2

from mentorhub.matching.domain.weights import LEARNT, SHIPPED, Weights

ALIKE = 0.05  # a twentieth more or less is told as no difference


@dataclass(frozen=True, slots=True)
class Compared:
    """One weight: as shipped, as in force, and how many times the first the second is."""

    name: str
    shipped: float
    now: float

    @property
    def times(self) -> float:
        return self.now / self.shipped

    @property
    def is_alike(self) -> bool:
        return abs(self.times - 1) < ALIKE

    @property
    def doublings(self) -> float:
        """−2 for a quarter, 0 as shipped, 2 for four times: its place in the picture."""
        return max(-2.0, min(2.0, log2(self.times)))


def compared(now: Weights) -> list[Compared]:
    shipped, named = SHIPPED.named, now.named
    return [Compared(name, shipped[name], named[name]) for name in LEARNT]


def moved(before: Weights, now: Weights) -> list[tuple[str, float]]:
    """What counts differently by more than a twentieth: its name, and how many times as much as
    before. What moved most stands first."""
    old, new = before.named, now.named
    times = {name: new[name] / old[name] for name in LEARNT}
    found = [(name, many) for name, many in times.items() if abs(many - 1) >= ALIKE]
    return sorted(found, key=lambda one: -abs(log2(one[1])))
