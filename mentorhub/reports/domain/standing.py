"""How units stand in public: by what is in use, or by what was approved per 100 members.

Never by how much was sent. Who has nothing yet has no place: nobody is shown as the last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

FEWEST_MEMBERS = 20
"""With fewer known members a rate says more about the list than about the unit."""
ORDERS = ("in_use", "rate")


@dataclass(frozen=True)
class Standing:
    """A unit with all that is below it, as everybody may count it."""

    unit: Any
    in_use: int = 0
    approved: int = 0
    members: int = 0

    @property
    def rate(self) -> Fraction | None:
        """Approved ideas per 100 members, where enough members are known."""
        if self.members < FEWEST_MEMBERS:
            return None
        return Fraction(self.approved * 100, self.members)

    def value(self, order: str) -> Fraction:
        return (self.rate or Fraction(0)) if order == "rate" else Fraction(self.in_use)


def ranked(standings: Iterable[Standing], order: str) -> list[tuple[int | None, Standing]]:
    """Each with its place, the best first; equals share a place and stand in the order given."""
    other = ORDERS[1 - ORDERS.index(order)]
    rows = sorted(standings, key=lambda one: (-one.value(order), -one.value(other)))
    return _with_places(rows, order)


def _with_places(rows: Sequence[Standing], order: str) -> list[tuple[int | None, Standing]]:
    told: list[tuple[int | None, Standing]] = []
    place, before = 0, None
    for number, row in enumerate(rows, start=1):
        value = row.value(order)
        if value != before:
            place, before = number, value
        told.append((place if value else None, row))
    return told
