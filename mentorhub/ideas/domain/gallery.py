"""What a reader of the gallery asked for, and the address that says it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from mentorhub.matching.domain.tags import Taxonomy, taxonomy

STAGES = ("idea", "prototype", "pilot", "applied")
SORTS = ("newest", "supported")
LONGEST_QUERY = 200
SIZE = 24


@dataclass(frozen=True, slots=True)
class Filters:
    """Names and values as in the address; `need` holds ids of concepts or of their groups."""

    q: str = ""
    field: tuple[str, ...] = ()
    stage: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    unit: str = ""
    in_use: bool = False
    sort: str = "newest"

    @classmethod
    def read(cls, given: Mapping[str, Sequence[str]], known: Taxonomy) -> "Filters":
        """From the parts of an address; what nobody could have chosen is left out."""
        needs = known.groups.keys() | known.concepts.keys()
        sort = _first(given, "sort")
        return cls(
            q=" ".join(_first(given, "q").split())[:LONGEST_QUERY],
            field=_known(given, "field", known.sectors),
            stage=_known(given, "stage", STAGES),
            need=_known(given, "need", needs),
            unit=" ".join(_first(given, "unit").split())[:LONGEST_QUERY],
            in_use=_first(given, "in_use") == "1",
            sort=sort if sort in SORTS else "newest",
        )

    @property
    def active(self) -> int:
        """How many filters are on, the search and the order aside."""
        return len(self.field) + len(self.stage) + len(self.need) + bool(self.unit) + self.in_use

    def concepts(self, known: Taxonomy) -> list[str]:
        """The concepts that answer to the needs asked for."""
        named = (one for one in self.need if one in known.concepts)
        return list(dict.fromkeys([*named, *(one.id for one in known.in_groups(*self.need))]))

    def without(self, name: str, value: str = "") -> "Filters":
        """The same wish with one filter off: one value of several, or the only one."""
        kept = getattr(self, name)
        left: Any = getattr(Filters(), name)
        if isinstance(kept, tuple):
            left = tuple(one for one in kept if one != value)
        return replace(self, **{name: left})

    def sorted_by(self, sort: str) -> "Filters":
        return replace(self, sort=sort)

    def asking(self, q: str) -> "Filters":
        return replace(self, q=q)

    def unfiltered(self) -> "Filters":
        return Filters(q=self.q, sort=self.sort)

    def address(self, **more: str) -> str:
        """The query part of the address, with its question mark; nothing when nothing is asked."""
        pairs = [(name, value) for name, value in self._pairs() if value]
        pairs += [(name, value) for name, value in more.items() if value]
        return "?" + urlencode(pairs) if pairs else "?"

    def _pairs(self) -> list[tuple[str, str]]:
        several = (("field", self.field), ("stage", self.stage), ("need", self.need))
        return [
            ("q", self.q),
            *((name, value) for name, values in several for value in values),
            ("unit", self.unit),
            ("in_use", "1" if self.in_use else ""),
            ("sort", "" if self.sort == "newest" else self.sort),
        ]


@dataclass(frozen=True, slots=True)
class Card:
    """An idea as strangers may see it in a list; of a confidential one only title, field, unit.

    `language` is that of the title and `lead_language` that of the lead.
    """

    id: UUID
    title: str
    language: str
    sector: str
    stage: str
    lead: str
    lead_language: str
    need: str
    team: str
    place: str
    backings: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the gallery; `after` begins the next one.

    `total` and `in_use` stop counting at 1,000; the latter is told of the whole gallery only.
    """

    cards: Sequence[Card]
    total: int
    after: str
    unit: Any = None
    in_use: int | None = None


def card(
    key: UUID,
    title: str,
    titles: Mapping[str, str],
    language: str,
    sector: str,
    places: Mapping[str, str],
    lead: str | None,
    need: str | None,
    team: str | None,
    stage: str | None,
    backings: int | None,
    *,
    shown_in: str,
) -> Card:
    """A row of the gallery as a reader of this language sees it; None is what is confidential."""
    is_translated = shown_in in titles
    return Card(
        id=key,
        title=titles[shown_in] if is_translated else title,
        language=shown_in if is_translated else language,
        sector=sector,
        stage=stage or "",
        lead=shortened(lead or ""),
        lead_language=language,
        need=_label(need or "", shown_in),
        team=team or "",
        place=place_name(places, shown_in),
        backings=backings,
    )


def _label(concept: str, language: str) -> str:
    known = taxonomy().concepts.get(concept)
    return known.label(language) if known else concept


def place_name(names: Mapping[str, str], language: str) -> str:
    """A unit inside a sentence: “xã An Biên”, where its name stands alone as “Xã An Biên”."""
    name = names.get(language) or names.get("vi", "")
    return name[:1].lower() + name[1:] if name == names.get("vi") else name


def shortened(text: str, longest: int = 200) -> str:
    """The first words of a text, cut between words."""
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(maxsplit=1)[0].rstrip(",.;:–") + "…"


def claim(text: str) -> str:
    """The first sentence of a longer text, to stand large above it; nothing of a short one."""
    first, dot, more = text.partition(". ")
    return first + "." if dot and more.strip() and len(first) <= 200 else ""


def _first(given: Mapping[str, Sequence[str]], name: str) -> str:
    return next(iter(given.get(name, ())), "")


def _known(given: Mapping[str, Sequence[str]], name: str, known: Any) -> tuple[str, ...]:
    return tuple(value for value in dict.fromkeys(given.get(name, ())) if value in known)
