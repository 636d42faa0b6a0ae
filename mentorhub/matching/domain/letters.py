"""What a name that others read may be written with: no two names that merely look alike.

The tricks refused here are those of accounts taken over by a name that looks the same: letters of
another script, invisible signs, letters that fold into others. Units, people and teams share them.
"""

import enum
import unicodedata

_MARKS = range(0x0300, 0x0370)
_MORE_LETTERS = frozenset("đĐœŒæÆøØłŁ")
_MOST_MARKS = 2
JOINERS = frozenset(" '’-.")
SIGNS = frozenset(" '’-.,:;!?()&+/#0123456789–“”\"%")


class Trouble(enum.StrEnum):
    """Why a name is not taken."""

    HIDDEN = "hidden"
    LETTERS = "letters"
    OFFICIAL = "official"
    NO_WORD = "no_word"


def trouble_with_letters(name: str, signs: frozenset[str] = SIGNS) -> Trouble | None:
    """What is wrong with the letters of a name (NFC, trimmed), besides which `signs` may stand."""
    if any(_is_hidden(sign) for sign in name):
        return Trouble.HIDDEN
    if any(not _is_plain(sign, signs) for sign in name):
        return Trouble.LETTERS
    return None


def tidy(name: str) -> str:
    """NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _is_hidden(sign: str) -> bool:
    """Controls, direction and zero-width signs, variation selectors, unusual spaces."""
    return (sign != " " and unicodedata.category(sign)[0] in "CZ") or sign in "\u034f\u115f\u3164"


def _is_plain(sign: str, signs: frozenset[str]) -> bool:
    """A sign of the list, or a Latin letter with the marks Vietnamese and French put on it."""
    if sign in signs or sign in _MORE_LETTERS:
        return True
    base, *marks = list(unicodedata.normalize("NFD", sign))
    return (
        base.isascii()
        and base.isalpha()
        and len(marks) <= _MOST_MARKS
        and all(ord(mark) in _MARKS for mark in marks)
    )
