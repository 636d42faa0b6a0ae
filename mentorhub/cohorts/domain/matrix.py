"""Which part of a large matrix a page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mentorhub.cohorts.domain.assignment import NOBODY, Floats, Places

ROWS, COLUMNS = 25, 25


@dataclass(frozen=True, slots=True)
class Part:
    """Rows `first` … `first + len(rows) − 1` with those columns that matter most to them."""

    rows: Sequence[int]
    columns: Sequence[int]
    first: int
    total: int
    is_cut: bool

    @property
    def following(self) -> int | None:
        """Where the next part begins."""
        end = self.first + len(self.rows)
        return end if end < self.total else None

    @property
    def before(self) -> int | None:
        return max(0, self.first - ROWS) if self.first else None


def shown_part(suits: Floats, mentors: Places, *, first: int = 0) -> Part:
    """Twenty-five rows; the columns paired with them, then those that suit one of them best."""
    teams, columns = suits.shape
    first = min(max(first, 0), max(0, teams - 1)) // ROWS * ROWS
    rows = range(first, min(first + ROWS, teams))
    paired = {int(column) for column in mentors[first : first + ROWS] if column != NOBODY}
    best = np.nan_to_num(suits[first : first + ROWS]).max(axis=0, initial=0.0)
    order = sorted(range(columns), key=lambda at: (at not in paired, -best[at], at))[:COLUMNS]
    return Part(list(rows), sorted(order), first, teams, is_cut=columns > len(order))
