"""Which panel hears which entry."""

from fractions import Fraction

import numpy as np

from mentorhub.judging.domain.handing import Flags, Places


def heard_by(
    free: Flags, given: Flags, panel_of: Places, *, readers: Places, luck: np.random.Generator
) -> Places:
    """The panel of each entry, (entries,); `free` and `given` are (entries, seats).

    An entry stays with the panel that has most sheets of it. Where fewest panels are free of
    conflict is chosen first, then the panel with the least to mark for each juror, then by lot.
    """
    panels = len(readers)
    seats = [panel_of == panel for panel in range(panels)]
    sheets = np.stack([given[:, one].sum(axis=1) for one in seats], axis=1)
    able = np.stack([(free | given)[:, one].sum(axis=1) for one in seats], axis=1) >= readers
    jurors = [max(int(one.sum()), 1) for one in seats]
    heard = np.where(sheets.any(axis=1), sheets.argmax(axis=1), -1)
    load = [int((heard == panel).sum()) for panel in range(panels)]
    drawn = luck.permutation(len(free))
    for entry in drawn[np.argsort(able[drawn].sum(axis=1), kind="stable")]:
        if heard[entry] < 0:
            choice = np.flatnonzero(able[entry]) if able[entry].any() else np.arange(panels)
            heard[entry] = min(
                choice, key=lambda p: Fraction((load[p] + 1) * int(readers[p]), jurors[p])
            )
            load[heard[entry]] += 1
    return heard
