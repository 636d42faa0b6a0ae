"""Words of a text, so that Vietnamese is found with its diacritics and without them.

One analyser serves every field and language. For each word it gives the word itself, its folded
form marked with ``~`` and the folded pair it makes with the next word: ``lúa tôm`` → ``lúa ~lua
~lua tom tôm ~tom``. No word segmenter is needed: Vietnamese words are mostly pairs of syllables.
"""

import re
import unicodedata
from functools import lru_cache

# Khmer vowel signs are marks, not letters: without them every Khmer word would fall apart.
_WORD = re.compile(r"[\w\u17b4-\u17dd]+(?:\+\+|#(?!\w)|\.(?:js|net)\b)?")
_LETTERS = str.maketrans({"đ": "d", "ð": "d", "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})

_ENGLISH = """
a about above after all also am an and any are as at be because been before being below
between both but by can could did do does doing down during each few for from further had
has have having he her here hers him his how i if in into is it its itself just me more
most my no nor not of off on once only or other our ours out over own same she should so
some such than that the their theirs them then there these they this those through to too
under until up us very was we were what when where which while who whom why will with
would you your yours
"""
_FRENCH = """
a à ai as au aux avec avoir c ce ces cet cette d dans de des du elle elles en est et été
être eu eux fait font il ils j je l la le les leur leurs lui m ma mais me même mes mon n
ne nos notre nous on ont ou où par pas plus pour qu que qui s sa sans se ses si son sont
sur t ta te tes toi ton tous tout très tu un une vos votre vous y
"""
STOP_WORDS = {"en": frozenset(_ENGLISH.split()), "fr": frozenset(_FRENCH.split())}


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """`text` in lower case without marks, đ as d: ``Đồng Tháp`` → ``dong thap``."""
    lower = text.lower()
    if lower.isascii():
        return lower
    bare = unicodedata.normalize("NFD", lower.translate(_LETTERS))
    kept = (letter for letter in bare if unicodedata.category(letter) != "Mn" or letter >= "\u1780")
    return unicodedata.normalize("NFC", "".join(kept)).translate(_LETTERS)


def words(text: str, language: str) -> list[str]:
    """The words of `text` in order, lower case, NFC; English and French without stop words."""
    found = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    stop = STOP_WORDS.get(language[:2])
    return [word for word in found if word not in stop] if stop else found


def tokens(text: str, language: str) -> list[str]:
    """What an index stores of `text`: word, ``~`` folded word, ``~`` folded pair.

    `language` is a BCP 47 tag; only English and French have stop words, because on folded
    Vietnamese one token in twenty would fall to them.
    """
    return analysed(words(text, language))


def analysed(found: list[str]) -> list[str]:
    """The tokens of words already cut."""
    folded = [fold(word) for word in found]
    kept: list[str] = []
    for place, word in enumerate(found):
        kept += (word, "~" + folded[place])
        if place + 1 < len(found):
            kept.append(f"~{folded[place]} {folded[place + 1]}")
    return kept


def search_terms(text: str) -> tuple[list[str], list[str]]:
    """What a typed search must find, folded, and what only lifts a hit: the words as they were
    typed and the pairs."""
    found = words(text, "vi")
    required = list(dict.fromkeys("~" + fold(word) for word in found))
    return required, [term for term in dict.fromkeys(analysed(found)) if term not in required]
