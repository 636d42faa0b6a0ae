"""Who marked which entry, as arrays, with the sums that a model of sheets is made of."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Generic, NamedTuple

import numpy as np
from numpy.typing import NDArray

from mentorhub.judging.domain.scoring import E, J

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


class Sheet(NamedTuple, Generic[E, J]):
    entry: E
    juror: J
    total: Decimal


class Design(Generic[E, J]):
    """Who marked what, with the sums the equations are made of; points are taken from their mean.

    Raises ValueError without sheets, or for two of one juror for one entry.
    """

    def __init__(self, sheets: Iterable[Sheet[E, J]]) -> None:
        ordered = sorted(sheets, key=lambda one: (str(one.entry), str(one.juror)))
        if len({(one.entry, one.juror) for one in ordered}) < max(len(ordered), 1):
            raise ValueError("no sheets, or two of one juror for one entry")
        self.entries: list[E] = _in_order(one.entry for one in ordered)
        self.jurors: list[J] = _in_order(one.juror for one in ordered)
        self.entry = _numbered(self.entries, [one.entry for one in ordered])
        self.juror = _numbered(self.jurors, [one.juror for one in ordered])
        points = np.array([float(one.total) for one in ordered])
        self.centre = float(points.mean())
        self.points: Floats = points - self.centre
        self.of_entry: Floats = np.bincount(self.entry).astype(np.float64)  # sheets
        self.of_juror: Floats = np.bincount(self.juror).astype(np.float64)
        self.entry_sum = self._summed(self.entry, self.points, len(self.entries))
        self.juror_sum = self._summed(self.juror, self.points, len(self.jurors))

    @cached_property
    def _pairs(self) -> tuple[Places, Places]:
        """Each two sheets of one entry: its number, and the place of the jurors in a square."""
        ends = np.cumsum(self.of_entry).astype(int)
        square = len(self.jurors)
        sets = np.split(self.juror, ends[:-1])
        places = [(held[:, None] * square + held).ravel() for held in sets]
        sizes = np.array([len(one) for one in places])
        return np.repeat(np.arange(len(sets)), sizes), np.concatenate(places)

    def by_juror(self, of_entries: Floats) -> Floats:
        """For each juror the sum of a figure over the entries they marked."""
        return self._summed(self.juror, of_entries[self.entry], len(self.jurors))

    def by_entry(self, of_jurors: Floats) -> Floats:
        """For each entry the sum of a figure over the jurors who marked it."""
        return self._summed(self.entry, of_jurors[self.juror], len(self.entries))

    def shared(self, weights: Floats) -> Floats:
        """Jurors by jurors: the weights of the entries two of them marked, summed."""
        numbers, places = self._pairs
        square = len(self.jurors)
        return self._summed(places, weights[numbers], square * square).reshape(square, square)

    @staticmethod
    def _summed(places: Places, figures: Floats, size: int) -> Floats:
        return np.asarray(np.bincount(places, figures, size), dtype=np.float64)


def _in_order(things: Iterable[E]) -> list[E]:
    return sorted(set(things), key=str)


def _numbered(known: list[E], things: list[E]) -> Places:
    number = {thing: i for i, thing in enumerate(known)}
    return np.array([number[thing] for thing in things], dtype=np.int64)
