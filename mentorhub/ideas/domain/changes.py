"""Numbers before and after: what an idea has changed, as people type it and as it is drawn."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

MOST_CHANGES = 3
LABEL_LONGEST, UNIT_LONGEST = 80, 20
LARGEST = Decimal(1_000_000_000)
_SHAPE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_GROUPED_BY = {"vi": ".", "en": ",", "fr": "."}  # French groups with spaces, and reads dots so too


@dataclass(frozen=True, slots=True)
class Change:
    """“rice lost to salt, 12 to 3 công”: what was counted, before and after, in which unit."""

    label: str
    before: Decimal
    after: Decimal
    unit: str = ""

    @property
    def shares(self) -> tuple[int, int]:
        """How long the two bars are, out of 100; the longer one is whole."""
        top = max(self.before, self.after) or Decimal(1)
        return round(self.before / top * 100), round(self.after / top * 100)

    def as_facts(self) -> dict[str, Any]:
        figures = {"before": _plain(self.before), "after": _plain(self.after)}
        return {"label": self.label, "unit": self.unit, **figures}


def changes_of(facts: Sequence[Mapping[str, Any]]) -> list[Change]:
    return [
        Change(one["label"], Decimal(one["before"]), Decimal(one["after"]), one.get("unit", ""))
        for one in facts
    ]


def figure(text: str, language: str) -> Decimal:
    """A figure as people write it: 1.234,5 or 1,234.5 or 1 234,5, at most two decimals.

    Of one mark alone, three figures behind it make it a mark of thousands where the reader's
    language groups so. Raises ValueError where it is no figure of up to a billion.
    """
    typed = _SPACES.sub("", text)
    if not _SHAPE.fullmatch(typed):
        raise ValueError("no_figure")
    found = Decimal(_with_a_point(typed, language))
    if found > LARGEST or found != round(found, 2):
        raise ValueError("no_figure")
    return found


def _with_a_point(typed: str, language: str) -> str:
    marks = [sign for sign in typed if sign in ".,"]
    if not marks:
        return typed
    last = marks[-1]
    groups = typed.split(last)
    alone = len(set(marks)) == 1
    if (
        alone
        and all(len(group) == 3 for group in groups[1:])
        and (len(groups) > 2 or last == _GROUPED_BY[language])
    ):
        return "".join(groups)
    if len(groups) > 2:
        raise ValueError("no_figure")
    whole, part = typed.rsplit(last, 1)
    return f"{re.sub('[.,]', '', whole)}.{part}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
