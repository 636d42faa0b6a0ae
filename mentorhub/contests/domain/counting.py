"""How the sheets of an entry become its points: chosen before entries open, and said to everybody.

Sources: mean and trimmed mean are what youth-union rules use (domain notes, section 5); a trimmed
mean of four sheets or fewer throws away half of what the jury said, so it needs five.
"""

import enum
from collections.abc import Iterable

FEWEST_TO_TRIM = 5


class Average(enum.StrEnum):
    MEAN = "mean"
    TRIMMED = "trimmed"  # without the highest and the lowest sheet, from five sheets on
    MEDIAN = "median"


class Deciding(enum.StrEnum):
    """Which points decide: those that were given, or those evened out between jurors."""

    GIVEN = "given"
    ADJUSTED = "adjusted"


def can_be_trimmed(readers: Iterable[int]) -> bool:
    """Whether so many jurors for each entry, in each group that hears entries, leave enough."""
    return min(readers) >= FEWEST_TO_TRIM
