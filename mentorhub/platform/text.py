"""Text as people type it: one Unicode form, and the order of a Vietnamese register."""

import unicodedata

_LETTERS = "0123456789aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: position for position, letter in enumerate(_LETTERS, start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_UNSEEN = {"Zs", "Zl", "Zp", "Cc", "Cf"}  # not "Cn": an emoji newer than this Python is seen
# letters and marks that are drawn as nothing: Hangul fillers, the empty Braille cell, selectors
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0") | frozenset(
    map(chr, range(0xFE00, 0xFE10))
)
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex and horn make letters, not tones


def normalised(text: str) -> str:
    """NFC, without spaces around it; what only holds signs nobody sees is no text at all."""
    return "" if is_blank(text) else unicodedata.normalize("NFC", text).strip()


def one_line_break(text: str | None) -> str | None:
    """Browsers send two characters for a line break; texts are kept and compared with one."""
    return text.replace("\r\n", "\n") if text else text


def is_blank(text: str) -> bool:
    """Is there nothing to see in it: spaces of all widths, controls, joiners, fillers?"""
    return all(sign in _FILLERS or unicodedata.category(sign) in _UNSEEN for sign in text)


def _sorted_word(word: str) -> tuple[str, str]:
    letters, tones = [], []
    for character in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[p] for p in parts[1:] if p in _TONES), 0)
        plain = unicodedata.normalize(
            "NFC", parts[0] + "".join(p for p in parts[1:] if p in _SHAPES)
        )
        letters.append(f"{_ORDER.get(plain, 50 + ord(plain[0]) % 50):02d}")
        tones.append(str(tone))
    return "".join(letters), "".join(tones)


def sort_key(name: str) -> str:
    """Orders people by given name (the last word), then the rest, in Vietnamese letter order.

    Letters decide first over the whole name; tones break ties, as in a Vietnamese dictionary.
    Figures alone, "00" after each word: every collation of a database orders them alike, and a
    word stands before the longer ones it begins.
    """
    words = normalised(name).split()
    keys = [_sorted_word(word) for word in [*words[-1:], *words[:-1]]]
    return "".join(f"{letters}00" for letters, _ in keys) + "00" + "".join(t for _, t in keys)
