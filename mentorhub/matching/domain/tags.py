"""The tag taxonomy: concepts with labels in three languages, and the ways people type them.

A look-up key is folded text without separators, over all labels and synonyms. A key that belongs
to several concepts is shown with all of them and never assigned by itself; nor is text whose
diacritics speak against every name of the concept (``bạn hàng`` is not ``bán hàng``).
"""

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from mentorhub.matching.domain.analyser import fold, tokens

LANGUAGES = ("vi", "en", "fr")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SEPARATOR = re.compile(r"[^\w+#]+|_+")


@dataclass(frozen=True, slots=True)
class Concept:
    """A tag: a stable `id`, the id of its group, what it is for, and its names."""

    id: str
    group: str
    kind: str
    labels: Mapping[str, str]
    synonyms: tuple[str, ...]
    source: str

    def label(self, language: str) -> str:
        """The name in `language`, else in English, else in Vietnamese."""
        for choice in (language[:2], "en", "vi"):
            if choice in self.labels:
                return self.labels[choice]
        return self.id

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.labels.values(), *self.synonyms, self.id)

    @property
    def is_local(self) -> bool:
        """Whether the concept has its three languages, and so comes before imported topics."""
        return len(self.labels) == len(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Group:
    """A family of concepts (`id` of a group) or of groups (`id` of a sector)."""

    id: str
    labels: Mapping[str, str]
    groups: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        return self.labels.get(language[:2], self.labels["en"])


class Taxonomy:
    """Concepts by id and by every way of writing them."""

    def __init__(
        self, concepts: Iterable[Concept], groups: Iterable[Group], sectors: Iterable[Group]
    ) -> None:
        self.concepts = {concept.id: concept for concept in concepts}
        self.groups = {group.id: group for group in groups}
        self.sectors = {sector.id: sector for sector in sectors}
        self._by_key: dict[str, list[str]] = {}
        for concept in self.concepts.values():
            for name_key in dict.fromkeys(map(key, concept.names)):
                self._by_key.setdefault(name_key, []).append(concept.id)
        self._starts = sorted(self._every_start())

    def candidates(self, typed: str) -> list[Concept]:
        """Every concept that is written like `typed`, diacritics aside."""
        return [self.concepts[id_] for id_ in self._by_key.get(key(typed), ())]

    def find(self, typed: str) -> Concept | None:
        """The one concept `typed` names; None when there is none, or more than one."""
        found = self.candidates(typed)
        exact = [concept for concept in found if _agrees_with_any(typed, concept.names)]
        return exact[0] if len(exact) == 1 else None

    @property
    def local(self) -> list[Concept]:
        """The concepts that have their three languages."""
        return [concept for concept in self.concepts.values() if concept.is_local]

    def in_groups(self, *groups: str) -> list[Concept]:
        """The local concepts of these groups, in the order of the taxonomy."""
        return [concept for concept in self.local if concept.group in groups]

    def suggestions(self, prefix: str, *, language: str = "vi", limit: int = 8) -> list[Concept]:
        """Concepts one of whose names, in any language, has a word that begins with `prefix`.

        Local concepts first, then those whose name itself begins so and keeps the diacritics typed.
        """
        start = fold(unicodedata.normalize("NFC", prefix)).strip()
        if not start:
            return []
        best: dict[str, tuple[bool, bool, bool, bool, str]] = {}
        for place in range(bisect_left(self._starts, (start, "", "")), len(self._starts)):
            name, id_, written = self._starts[place]
            if not name.startswith(start):
                break
            rank = self._rank(self.concepts[id_], prefix, written, language)
            best[id_] = min(best.get(id_, rank), rank)
        return [self.concepts[id_] for id_ in sorted(best, key=best.__getitem__)[:limit]]

    def _rank(
        self, concept: Concept, prefix: str, written: str, language: str
    ) -> tuple[bool, bool, bool, bool, str]:
        begins = fold(written).startswith(fold(prefix).strip())
        marked = written.lower().startswith(prefix.lower().strip())
        own = written == concept.labels.get(language)
        return (not concept.is_local, not begins, not marked, not own, concept.label(language))

    def _every_start(self) -> Iterable[tuple[str, str, str]]:
        for concept in self.concepts.values():
            for name in concept.names:
                folded = fold(name.replace("-", " "))
                yield folded, concept.id, name
                for space in re.finditer(r"\s+\(?", folded):
                    yield folded[space.end() :], concept.id, name


def key(text: str) -> str:
    """`text` folded, without spaces and signs: ``Trí tuệ nhân-tạo`` → ``trituenhantao``."""
    return _SEPARATOR.sub("", fold(unicodedata.normalize("NFC", text)))


def concept_words(concept: Concept) -> list[str]:
    """The tokens a tag is indexed as: its labels in three languages, so a Vietnamese team
    meets an English-speaking mentor."""
    return [
        token for language, label in concept.labels.items() for token in tokens(label, language)
    ]


@lru_cache(maxsize=1)
def taxonomy() -> Taxonomy:
    """The taxonomy that comes with the product."""
    data = json.loads(
        files("mentorhub.matching").joinpath("data/taxonomy.json").read_text(encoding="utf-8")
    )
    return Taxonomy(
        (
            Concept(id_, group, kind, labels, tuple(synonyms), source)
            for id_, group, kind, labels, synonyms, source in data["concepts"]
        ),
        (Group(id_, labels) for id_, labels in data["groups"]),
        (Group(id_, labels, tuple(groups)) for id_, labels, groups in data["sectors"]),
    )


def _agrees_with_any(typed: str, names: Iterable[str]) -> bool:
    wanted = key(typed)
    return any(_agrees(typed, name) for name in names if key(name) == wanted)


def _agrees(typed: str, name: str) -> bool:
    """Whether every word typed with diacritics has those of `name`; bare words agree with all."""
    mine, theirs = typed.lower().split(), name.lower().split()
    if len(mine) != len(theirs):
        mine, theirs = ["".join(mine)], ["".join(theirs)]
    return all(
        _spelled(a) in (_spelled(b), fold(_spelled(a))) for a, b in zip(mine, theirs, strict=True)
    )


def _spelled(word: str) -> str:
    """A word with its tone at the end, so that ``hoà`` and ``hòa`` are one spelling."""
    marks = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in marks if mark in _TONES)
    bare = "".join(mark for mark in marks if mark not in _TONES)
    return _SEPARATOR.sub("", unicodedata.normalize("NFC", bare)) + tone
