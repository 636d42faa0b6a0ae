"""Which names are shown to others: what cannot be told apart from another name is not taken.

The tricks refused here are those of accounts taken over by a name that merely looks the same:
letters of another script, invisible signs, letters that fold into others.
"""

import enum
import re
import unicodedata

from mentorhub.matching.domain.analyser import fold

_MARKS = range(0x0300, 0x0370)
_MORE_LETTERS = frozenset("đĐœŒæÆøØłŁ")
_JOINERS = frozenset(" '’-.")
_SIGNS = frozenset(" '’-.,:;!?()&+/#0123456789–“”\"%")
_MOST_MARKS = 2
_WORD = re.compile(r"[^\W\d_]+")

_OFFICIAL = (
    "mentor hub", "tỉnh đoàn", "trung ương đoàn", "đoàn thanh niên", "đoàn tncs", "tncs",
    "ban tổ chức", "ban giám khảo", "ban thư ký", "quản trị", "hệ thống", "uỷ ban", "ủy ban",
    "công an", "hỗ trợ kỹ thuật", "admin", "administrator", "moderator", "support", "system",
    "youth union", "union de la jeunesse",
)  # fmt: skip


class Trouble(enum.StrEnum):
    """Why a name is not taken."""

    HIDDEN = "hidden"
    LETTERS = "letters"
    OFFICIAL = "official"
    NO_WORD = "no_word"


def trouble_with_person(name: str) -> Trouble | None:
    """What is wrong with the name of a person (NFC, trimmed), or None."""
    return _trouble(name, _JOINERS)


def trouble_with_team(name: str) -> Trouble | None:
    """The same for a team, whose name may hold figures and common signs."""
    return _trouble(name, _SIGNS)


def tidy(name: str) -> str:
    """NFC with single spaces."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def _trouble(name: str, signs: frozenset[str]) -> Trouble | None:
    if any(_is_hidden(sign) for sign in name):
        return Trouble.HIDDEN
    if any(not _is_plain(sign, signs) for sign in name):
        return Trouble.LETTERS
    if not any(sign.isalpha() for sign in name):
        return Trouble.NO_WORD
    return Trouble.OFFICIAL if _sounds_official(name) else None


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


def _sounds_official(name: str) -> bool:
    """Whatever stands between the words, and with the marks of each word exactly or left out.

    "Tỉnh-Đoàn", "Tinh Đoàn." and "tinhdoan", but not "Tình Đoan" or "Hệ Thông": another mark, or
    one of two left out, makes another word, and people are called so.
    """
    said = _WORD.findall(unicodedata.normalize("NFC", name).lower())
    return any(_says(said, phrase) for phrase in _RESERVED)


def _says(said: list[str], phrase: tuple[frozenset[str], ...]) -> bool:
    starts = range(len(said) - len(phrase) + 1)
    return any(
        all(word in ways for word, ways in zip(said[start:], phrase, strict=False))
        for start in starts
    )


def _ways(word: str) -> frozenset[str]:
    """How a reserved word is written: in full, without its marks, without its marks but with đ."""
    kept = "đ".join(fold(part) for part in word.split("đ"))
    return frozenset((word, fold(word), kept))


_RESERVED = frozenset(
    tuple(map(_ways, words))
    for phrase in _OFFICIAL
    for words in (phrase.split(), [phrase.replace(" ", "")])
)
