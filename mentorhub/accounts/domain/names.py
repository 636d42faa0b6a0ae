"""Which names people and teams are shown by: none that speaks as an office of the house."""

import re
import unicodedata

from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.letters import JOINERS, SIGNS, Trouble, trouble_with_letters

_WORD = re.compile(r"[^\W\d_]+")

_OFFICIAL = (
    "mentor hub", "tỉnh đoàn", "trung ương đoàn", "đoàn thanh niên", "đoàn tncs", "tncs",
    "ban tổ chức", "ban giám khảo", "ban thư ký", "quản trị", "hệ thống", "uỷ ban", "ủy ban",
    "công an", "hỗ trợ kỹ thuật", "admin", "administrator", "moderator", "support", "system",
    "youth union", "union de la jeunesse",
)  # fmt: skip


def trouble_with_person(name: str) -> Trouble | None:
    """What is wrong with the name of a person (NFC, trimmed), or None."""
    return _trouble(name, JOINERS)


def trouble_with_team(name: str) -> Trouble | None:
    """The same for a team, whose name may hold figures and common signs."""
    return _trouble(name, SIGNS)


def _trouble(name: str, signs: frozenset[str]) -> Trouble | None:
    if trouble := trouble_with_letters(name, signs):
        return trouble
    if not any(sign.isalpha() for sign in name):
        return Trouble.NO_WORD
    return Trouble.OFFICIAL if _sounds_official(name) else None


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
