"""Juries whose strictness and entries whose quality are known, for models to find out."""

from decimal import Decimal

import numpy as np

from mentorhub.judging.domain.design import Sheet


def marked(entries=30, jurors=8, readers=3, *, strict=(8.0,), seed=1, noise=4.0):
    """Sheets out of a hundred: juror 0 gives `strict[0]` points less, and so on; the rest none."""
    luck = np.random.default_rng(seed)
    quality = luck.normal(60, 10, entries)
    taken = {n: -points for n, points in enumerate(strict)}
    sheets = []
    for entry in range(entries):
        for juror in luck.choice(jurors, readers, replace=False):
            points = quality[entry] + taken.get(int(juror), 0.0) + luck.normal(0, noise)
            sheets.append(Sheet(entry, int(juror), Decimal(str(round(float(points), 2)))))
    return sheets, quality


def apart():
    """Two panels that share no entry."""
    first, _ = marked(10, 4, 3, seed=2)
    second, _ = marked(10, 4, 3, seed=3)
    return first + [Sheet(e + 100, j + 100, t) for e, j, t in second]
