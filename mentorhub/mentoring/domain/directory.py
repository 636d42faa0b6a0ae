"""What a reader of the directory of mentors asked for, and a mentor as everybody may see one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from mentorhub.matching.domain.tags import Taxonomy

SIZE = 24
MOST_FOUND = 200
LONGEST_QUERY = 200
LANGUAGES = ("vi", "en", "fr", "km", "cja")
FORMATS = ("online", "in_person", "phone")
TONES = ("blue", "green", "gold", "lotus", "teal", "silt")


@dataclass(frozen=True, slots=True)
class Filters:
    """Names and values as in the address; `skill` is the id of a concept or of a group."""

    q: str = ""
    skill: str = ""
    language: str = ""
    format: str = ""
    free: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], taxonomy: Taxonomy) -> "Filters":
        """From the parts of an address; what nobody could have chosen is left out."""
        known: dict[str, Sequence[str]] = {
            "skill": [*taxonomy.groups, *taxonomy.concepts],
            "language": LANGUAGES,
            "format": FORMATS,
            "free": ("1",),
        }
        chosen = {name: given[name] for name, values in known.items() if given.get(name) in values}
        return cls(q=" ".join(given.get("q", "").split())[:LONGEST_QUERY], **chosen)

    @property
    def is_plain(self) -> bool:
        return self == Filters()

    def concepts(self, taxonomy: Taxonomy) -> list[str]:
        """The concepts that answer to the skill asked for."""
        if self.skill in taxonomy.groups:
            return [concept.id for concept in taxonomy.in_groups(self.skill)]
        return [self.skill]

    def address(self, **changes: str) -> str:
        """The query part of an address: these filters, with some changed (empty: left out)."""
        after = changes.pop("after", "")
        now = replace(self, **changes)
        parts = {name: getattr(now, name) for name in ("q", "skill", "language", "format", "free")}
        pairs = [(name, value) for name, value in {**parts, "after": after}.items() if value]
        return "?" + urlencode(pairs)


@dataclass(frozen=True, slots=True)
class Card:
    """A mentor in a list: nothing here that a stranger may not know."""

    id: UUID
    name: str
    headline: str
    headline_language: str
    place: str
    spoken: tuple[str, ...]
    times: tuple[str, ...]
    is_active: bool
    places_left: int
    person: UUID

    @classmethod
    def read(cls, row: Sequence[Any], language: str) -> "Card":
        """From a row of id, person, name, headline, unit, languages, times, state, capacity, taken;
        texts are {language: text}."""
        id_, person, name, headline, place, spoken, times, state, capacity, taken = row
        written = spoken_in(headline, language)
        where = (place or {}).get(spoken_in(place or {}, language), "")
        left = max(0, capacity - taken)
        said = headline.get(written, "")
        own = (tuple(spoken), tuple(times))
        return cls(id_, name, said, written, where, *own, state == "active", left, person)

    @property
    def initials(self) -> str:
        return "".join(word[0] for word in self.name.split()[-2:]).upper()

    @property
    def tone(self) -> str:
        """The colour this person has everywhere."""
        return TONES[self.person.int % len(TONES)]


def spoken_in(text: Mapping[str, str], language: str) -> str:
    """The language a reader of `language` gets a text in: theirs, else Vietnamese, else any."""
    return next((key for key in (language, "vi", *text) if text.get(key)), "vi")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the directory; `after` begins the next, `total` stops counting at 1,000."""

    cards: Sequence[Card]
    total: int
    after: str
