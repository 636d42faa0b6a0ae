"""Passwords that are guessed first. Length matters; capitals and signs are nobody's business."""

import re

from mentorhub.matching.domain.analyser import fold

SHORTEST = 8
LONGEST = 128

# the heads of published lists of leaked passwords, Vietnamese ones included
_COMMON = frozenset(
    """
    password passw0rd password1 password123 passwordpassword qwertyui qwertyuiop qwerty12
    qwerty123 qwerty1234 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx asdfghjk asdfghjkl asdf1234
    zxcvbnm1 abcd1234 abc12345 abc123456 abcdefgh abcdefg1 a1234567 a12345678 a123456789 aa123456
    aa12345678 q1234567 iloveyou iloveyou1 sunshine princess football baseball superman batman123
    michelle computer internet starwars whatever trustno1 letmein1 welcome1 welcome123 admin123
    administrator changeme master12 dragon12 monkey12 shadow12 killer12 pokemon1 naruto123
    anhyeuem anhyeuem1 emyeuanh yeuemnhieu anhnhoem matkhau1 matkhau123 matkhaumoi khongbiet
    khongco1 vietnam1 vietnam123 saigon123 hanoi123 angiang1 angiang123 tinhyeu1 tinhban1
    toiyeuem toiyeuvietnam hoilamgi conyeume conyeucha giadinh1 giadinh123 thanhnien thanhnien1
    doanthanhnien tuoitre123 mentorhub mentorhub1 mentorhub123 motconvit nguyenvan hocsinh123
    """.split()
)
_KEYBOARD = ("0123456789012345678901234567890", "9876543210987654321", "qwertyuiopasdfghjklzxcvbnm")


def is_too_common(password: str) -> bool:
    """Is it among the first a guesser tries: listed, one sign repeated, a run of the keyboard?"""
    plain = re.sub(r"[\s._\-!@#*]+", "", fold(password))
    return (
        plain in _COMMON
        or len(set(plain)) <= 2
        or any(plain in run for run in _KEYBOARD)
        or _repeats(plain)
    )


def _repeats(text: str) -> bool:
    """ "abcabcabc", "12341234": a short piece again and again."""
    return any(
        len(text) % size == 0 and text == text[:size] * (len(text) // size)
        for size in range(1, min(5, len(text) // 2 + 1))
    )


def tells_who(password: str, *known: str) -> bool:
    """Is the password the person's own number, address or name?"""
    bare = re.sub(r"\W+", "", fold(password))
    return any(bare and bare == re.sub(r"\W+", "", fold(word)) for word in known if word)
