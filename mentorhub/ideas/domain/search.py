"""The terms an idea is found by, and how a search is asked, best reading first.

Terms are the analyser's, without stop words: an idea may mix languages, and "an" is a word here.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorhub.matching.domain.analyser import analysed, fold, words

MOST_WORDS = 24  # a question; more cost time and change few answers
TITLE_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """All of `required` must be there; `also` only lifts an idea above others."""

    required: tuple[str, ...]
    also: tuple[str, ...]


def terms(titles: Iterable[str], texts: Iterable[str]) -> list[str]:
    """What an idea is stored under: each term once, those of its titles three times."""
    titled = _terms_of(titles)
    return [*titled * TITLE_WEIGHT, *(term for term in _terms_of(texts) if term not in titled)]


def readings(query: str) -> list[Reading]:
    """The query with the diacritics as typed, then with diacritics aside.

    A query typed without any has one reading: all spellings are then equally meant.
    """
    typed = list(dict.fromkeys(words(query, "vi")))[:MOST_WORDS]
    if not typed:
        return []
    folded = tuple(dict.fromkeys("~" + fold(word) for word in typed))
    pairs = tuple(term for term in analysed(typed) if " " in term)
    marked = tuple(word for word in typed if fold(word) != word)
    widest = Reading(folded, (*marked, *pairs))
    return [Reading((*folded, *marked), pairs), widest] if marked else [widest]


def _terms_of(texts: Iterable[str]) -> list[str]:
    found = (term for text in texts for term in analysed(words(text, "vi")))
    return list(dict.fromkeys(found))
