"""Diacritics put back where somebody typed Vietnamese without any: ``do man`` → ``độ mặn``.

A language model reads ``man`` and ``mặn`` as strangers. Which syllable is meant is told by the
syllables before and after: a walk over those that our own texts spell with marks, as likely as
they follow one another there (Viterbi, 1967). Only for what is given to the model; nobody's text
is ever changed.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from math import log

from mentorhub.matching.domain.analyser import fold

LONGEST = 2_000  # characters; more is left as it is
LEAST_KNOWN = 0.8  # of the words: so many are Vietnamese syllables only in Vietnamese
FEWEST_WORDS = 2
PAIRS = 0.9  # how much the pair counts, the rest is how common the syllable is
_WORD = re.compile(r"[^\W\d_]+")
Spellings = Counter[str]


class Restorer:
    """Knows how the Vietnamese texts it was made from spell their syllables.

    Texts without marks teach nothing. Same texts, same answers.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.seen: Spellings = Counter()
        self.follows: Counter[tuple[str, str]] = Counter()
        for text in texts:
            words = [word.lower() for word in _WORD.findall(text)]
            if any(fold(word) != word for word in words):
                self.seen.update(words)
                self.follows.update(pairwise(words))

    @cached_property
    def spellings(self) -> Mapping[str, list[str]]:
        """Folded syllable → how it is spelled, the commonest first."""
        found: dict[str, list[str]] = defaultdict(list)
        for word, _ in sorted(self.seen.items(), key=lambda item: (-item[1], item[0])):
            found[fold(word)].append(word)
        return found

    @cached_property
    def total(self) -> int:
        return self.seen.total()

    def restored(self, text: str) -> str:
        """`text` (NFC) with marks where it is Vietnamese without any; every other text as it is.

        Words nobody spelled stay, and so do capitals, signs and spaces.
        """
        words = [word.lower() for word in _WORD.findall(text)]
        if not self._lacks_marks(text, words):
            return text
        chosen = iter(self._likeliest(words))
        return _WORD.sub(lambda found: _as_written(found.group(), next(chosen)), text)

    def _lacks_marks(self, text: str, words: list[str]) -> bool:
        if len(words) < FEWEST_WORDS or len(text) > LONGEST:
            return False
        if any(fold(word) != word for word in words):
            return False
        return sum(word in self.spellings for word in words) >= LEAST_KNOWN * len(words)

    def _likeliest(self, words: list[str]) -> list[str]:
        """The walk of spellings, one a word, whose logarithms add up to most."""
        paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word in words:
            ways = self.spellings.get(word) or [word]
            paths = {way: self._best_before(paths, way) for way in ways}
        return max(paths.values(), key=lambda path: path[0])[1]

    def _best_before(
        self, paths: Mapping[str, tuple[float, list[str]]], way: str
    ) -> tuple[float, list[str]]:
        alone = (1 - PAIRS) * (self.seen[way] + 1) / (self.total + 1)
        weighed = (
            (worth + log(PAIRS * self._share(before, way) + alone), walk)
            for before, (worth, walk) in paths.items()
        )
        worth, walk = max(weighed, key=lambda path: path[0])
        return worth, [*walk, way]

    def _share(self, before: str, way: str) -> float:
        return self.follows[before, way] / self.seen[before] if before in self.seen else 0.0


def _as_written(typed: str, spelled: str) -> str:
    """`spelled` with the capitals of what was typed."""
    return "".join(
        letter.upper() if place < len(typed) and typed[place].isupper() else letter
        for place, letter in enumerate(spelled)
    )
