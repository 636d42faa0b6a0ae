"""Criteria as jurors and teams read them: points, steps, and what each range of points means.

Ranges are typed one a line, “0–2: text”. Together they hold every mark that can be given, each
exactly once: from 0 to the maximum, in steps. Points are Decimals throughout.
"""

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Any

LINE = re.compile(
    r"^\s*(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:[-–—−]\s*(\d{1,4}(?:[.,]\d{1,2})?))?\s*:\s*(\S.*)$"
)
WIDEST_SCALE = 10  # beyond this many steps a number field replaces the row of buttons


class Flaw(enum.StrEnum):
    NO_POINTS = "no_points"
    NO_STEP = "no_step"
    STEP_DOES_NOT_DIVIDE = "step_does_not_divide"
    UNREADABLE = "unreadable"
    BACKWARDS = "backwards"
    OFF_THE_GRID = "off_the_grid"
    BEGINS_LATE = "begins_late"
    ENDS_EARLY = "ends_early"
    GAP = "gap"
    OVERLAP = "overlap"
    OTHER_RANGES = "other_ranges"


class Unsound(ValueError):
    """A criterion nobody could mark by; `flaw` and `facts` say why."""

    def __init__(self, flaw: Flaw, **facts: Any) -> None:
        super().__init__(f"{flaw.value} {facts}")
        self.flaw, self.facts = flaw, facts


@dataclass(frozen=True, slots=True)
class Band:
    """What the marks from `low` to `high`, both included, mean."""

    low: Decimal
    high: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion as an organiser writes it: names by language, and bands in Vietnamese.

    `translated` holds the same bands in other languages, by language; `tie_order` is its place
    among the criteria that decide among equal totals. `stage` is the stage of judging that marks by
    it, the first is 1; None: every stage.
    """

    name: Mapping[str, str]
    help: Mapping[str, str]
    maximum: Decimal
    step: Decimal
    bands: Sequence[Band]
    translated: Mapping[str, Sequence[Band]] = field(default_factory=dict)
    tie_order: int | None = None
    stage: int | None = None

    def check(self) -> None:
        """Raises Unsound unless every mark that can be given lies in exactly one range."""
        check_scale(self.maximum, self.step)
        check_bands(self.bands, maximum=self.maximum, step=self.step)
        for bands in self.translated.values():
            check_same_ranges(self.bands, bands)

    def anchors(self) -> list[dict[str, Any]]:
        """The bands as they are stored, with their words in every language."""
        return [
            {
                "from": plain(band.low),
                "to": plain(band.high),
                "text": {
                    "vi": band.text,
                    **{language: bands[i].text for language, bands in self.translated.items()},
                },
            }
            for i, band in enumerate(self.bands)
        ]


def stored(criterion: Criterion) -> dict[str, Any]:
    """As plain JSON, for a change that waits to be agreed to."""
    return {
        "name": dict(criterion.name),
        "help": dict(criterion.help),
        "maximum": plain(criterion.maximum),
        "step": plain(criterion.step),
        "anchors": criterion.anchors(),
        "tie_order": criterion.tie_order,
        "stage": criterion.stage,
    }


def restored(told: Mapping[str, Any]) -> Criterion:
    """The criterion `stored` wrote down."""
    anchors = told["anchors"]
    others = [tongue for tongue in anchors[0]["text"] if tongue != "vi"] if anchors else []
    return Criterion(
        told["name"],
        told["help"],
        Decimal(told["maximum"]),
        Decimal(told["step"]),
        stored_bands(anchors, "vi"),
        {tongue: stored_bands(anchors, tongue) for tongue in others},
        told["tie_order"],
        told.get("stage"),
    )


Marking = tuple[int | None, Decimal, Decimal, tuple[tuple[Decimal, Decimal, str], ...]]
"""What a mark was given by: the stage, maximum, step, and what each range means."""


def marking(stage: int | None, maximum: Decimal, step: Decimal, bands: Iterable[Band]) -> Marking:
    return stage, maximum, step, tuple((band.low, band.high, band.text) for band in bands)


def matched(
    old: Sequence[tuple[str, Marking]], new: Sequence[tuple[str, Marking]]
) -> list[int | None]:
    """For each new criterion, by name and marking, the old one whose marks stand for it.

    None where it is marked anew: under another name marks would say what nobody gave them for.
    """
    free = list(range(len(old)))
    found: list[int | None] = []
    for criterion in new:
        one = next((i for i in free if old[i] == criterion), None)
        found.append(one)
        free = [i for i in free if i != one]
    return found


def stored_bands(anchors: Iterable[Mapping[str, Any]], language: str) -> list[Band]:
    """The bands of `Criterion.anchors` in one language; Vietnamese where a text is missing."""
    return [
        Band(
            Decimal(anchor["from"]),
            Decimal(anchor["to"]),
            anchor["text"].get(language) or anchor["text"].get("vi", ""),
        )
        for anchor in anchors
    ]


def plain(points: Decimal) -> str:
    """Without needless zeros: 10.00 → “10”, 0.50 → “0.5”."""
    text = f"{points:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def decimals(numbers: Iterable[Decimal]) -> int:
    """How many decimals it takes to print all of these numbers in full."""
    return max((len(plain(number).partition(".")[2]) for number in numbers), default=0)


def read_bands(text: str) -> list[Band]:
    """Ranges as typed, one a line; a comma or a point before decimals. Raises Unsound."""
    bands = []
    for line in filter(str.strip, text.splitlines()):
        found = LINE.match(line)
        if found is None:
            raise Unsound(Flaw.UNREADABLE, line=line.strip()[:60])
        low = Decimal(found[1].replace(",", "."))
        high = Decimal((found[2] or found[1]).replace(",", "."))
        bands.append(Band(low, high, found[3].rstrip()))
    return sorted(bands, key=lambda band: band.low)


def write_bands(bands: Iterable[Band]) -> str:
    """The lines `read_bands` reads."""
    return "\n".join(f"{_range(band)}: {band.text}" for band in bands)


def _range(band: Band) -> str:
    one = band.low == band.high
    return plain(band.low) if one else f"{plain(band.low)}–{plain(band.high)}"


def check_scale(maximum: Decimal, step: Decimal) -> None:
    """Raises Unsound unless marks run from 0 to the maximum in whole steps."""
    if maximum <= 0:
        raise Unsound(Flaw.NO_POINTS)
    if step <= 0:
        raise Unsound(Flaw.NO_STEP)
    if maximum % step:
        raise Unsound(Flaw.STEP_DOES_NOT_DIVIDE, step=step, maximum=maximum)


def check_bands(bands: Sequence[Band], *, maximum: Decimal, step: Decimal) -> None:
    """Raises Unsound unless every mark lies in exactly one range (in ascending order, as read)."""
    for band in bands:
        if band.high < band.low:
            raise Unsound(Flaw.BACKWARDS, low=band.low, high=band.high)
        for end in (band.low, band.high):
            if end % step:
                raise Unsound(Flaw.OFF_THE_GRID, mark=end, step=step)
    if not bands or bands[0].low != 0:
        raise Unsound(Flaw.BEGINS_LATE)
    for before, band in pairwise(bands):
        if band.low <= before.high:
            raise Unsound(Flaw.OVERLAP, mark=band.low)
        if band.low != before.high + step:
            raise Unsound(Flaw.GAP, mark=before.high + step)
    if bands[-1].high != maximum:
        raise Unsound(Flaw.ENDS_EARLY, last=bands[-1].high, maximum=maximum)


def check_same_ranges(bands: Sequence[Band], translated: Sequence[Band]) -> None:
    """Raises Unsound unless a translation describes the same ranges."""
    if [(b.low, b.high) for b in bands] != [(b.low, b.high) for b in translated]:
        raise Unsound(Flaw.OTHER_RANGES)


def total(maxima: Iterable[Decimal]) -> Decimal:
    return sum(maxima, Decimal(0))


def share(maximum: Decimal, whole: Decimal) -> int:
    """A criterion's part of the total in per cent, half up."""
    return int(maximum * 100 / whole + Decimal("0.5")) if whole else 0


def greatest(criteria: Iterable[Criterion], stage: int) -> Decimal:
    """What a juror can give at most in that stage of judging, the first is 1."""
    return total(one.maximum for one in criteria if one.stage in (None, stage))


def has_criteria_everywhere(stages: Sequence[int | None], judged: int) -> bool:
    """Are these stages (None: every one) planned, and is none of so many left without criteria?"""
    known = set(range(1, judged + 1))
    named = {stage for stage in stages if stage is not None}
    return named <= known and (None in stages or not stages or named == known)


def fits_buttons(maximum: Decimal, step: Decimal) -> bool:
    """Can every mark have a button of its own, or does a number have to be typed?"""
    return maximum / step <= WIDEST_SCALE
