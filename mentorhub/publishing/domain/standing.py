"""How an entry stands beside the others, and how long its team may object."""

from collections.abc import Sequence
from decimal import Decimal

FEWEST_BESIDE = 4
"""With fewer others, a percentage would tell what they got."""


def better_than(own: Decimal, others: Sequence[Decimal]) -> int | None:
    """The percentage of the others with less, equals counted half; None beside too few."""
    if len(others) < FEWEST_BESIDE:
        return None
    below = 2 * sum(one < own for one in others) + sum(one == own for one in others)
    return round(50 * below / len(others))
