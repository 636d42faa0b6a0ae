"""Which column holds what: headings as people write them, with or without marks, signs, units."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from mentorhub.matching.domain.analyser import fold
from mentorhub.sheets.domain.reading import Cell, Rows

SEARCHED = 40
Meaning = TypeVar("Meaning")


def meant(label: str, words: Mapping[str, Meaning]) -> Meaning | None:
    """What a column with this heading holds; `words` are folded headings and their meanings."""
    plain = re.sub(r"\s*[*:.]+\s*$", "", fold(label).replace("’", "'")).strip()
    bare = re.sub(r"\s*\([^)]*\)\s*$", "", plain)
    slashes = re.sub(r"\s*/\s*", "/", bare)
    found = (words.get(one) for one in (plain, bare, slashes))
    return next((one for one in found if one is not None), None)


@dataclass(frozen=True)
class Heads(Generic[Meaning]):
    """One row of headings; `first` is the index of the first row below it."""

    first: int
    columns: dict[int, Meaning]
    unused: tuple[str, ...]


def heads_in(rows: Rows, words: Mapping[str, Meaning]) -> Heads[Meaning] | None:
    """The row that holds most headings, among titles; None where none holds two."""
    best = max(range(min(SEARCHED, len(rows))), key=lambda i: (_known(rows[i], words), -i))
    if _known(rows[best], words) < 2:
        return None
    columns: dict[int, Meaning] = {}
    unused = []
    for place, cell in enumerate(rows[best]):
        label = cell if isinstance(cell, str) else ""
        column = meant(label, words) if label else None
        if column is not None and column not in columns.values():
            columns[place] = column
        elif label:
            unused.append(label)
    return Heads(best + 1, columns, tuple(dict.fromkeys(unused)))


def _known(row: Sequence[Cell], words: Mapping[str, Meaning]) -> int:
    return len({meant(cell, words) for cell in row if isinstance(cell, str) and cell} - {None})
