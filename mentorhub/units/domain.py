"""Names of units: how each language says them, and finding one by its present or former name."""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from itertools import chain, count

from mentorhub.matching.domain.analyser import fold
from mentorhub.matching.domain.letters import Trouble, trouble_with_letters

_VOWELS = "aeiou"
_ENGLISH = {"commune": "commune", "ward": "ward", "special_zone": "special zone"}
_FRENCH = {"commune": "commune", "ward": "quartier", "special_zone": "zone spéciale"}


@dataclass(frozen=True)
class Named:
    """What a unit is and was called; `key` finds it again for the caller."""

    key: str
    name: str
    former: tuple[str, ...]


def names_of(kind: str, name: str, short: str) -> dict[str, str]:
    """The name in each language: "Xã An Biên", "An Biên commune", "commune d’An Biên"."""
    of = "d’" if fold(short)[0] in _VOWELS else "de "
    return {
        "vi": name,
        "en": f"{short} {_ENGLISH[kind]}",
        "fr": f"{_FRENCH[kind]} {of}{short}",
    }


def names_of_province(name: str, short: str) -> dict[str, str]:
    """ "Tỉnh An Giang", "An Giang province", "province d’An Giang"; some are cities."""
    of = "d’" if fold(short)[0] in _VOWELS else "de "
    is_city = name.startswith("Thành phố ")
    return {
        "vi": name,
        "en": f"{short} {'city' if is_city else 'province'}",
        "fr": f"{'ville' if is_city else 'province'} {of}{short}",
    }


def trouble_with_unit(name: str) -> Trouble | None:
    """What is wrong with the name of a unit (tidied), or None: "10/1" is a class."""
    if trouble := trouble_with_letters(name):
        return trouble
    return None if any(sign.isalnum() for sign in name) else Trouble.NO_WORD


def spoken(text: str) -> str:
    """What two spellings of a name share: no marks, i for y (Mỹ, Mĩ), single spaces."""
    return fold(" ".join(text.split())).replace("y", "i")


def searched(name: str, former: Iterable[str]) -> str:
    """What a unit is found by: its present and former names, one after the other."""
    return "|".join(dict.fromkeys(map(spoken, (name, *former))))


def address_of(name: str, above: str, taken: Container[str]) -> str:
    """The word of a unit in addresses: its name and that of the unit above, and no other's."""
    base = "-".join(filter(None, (_hyphenated(name), above)))
    tries = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(slug for slug in tries if slug not in taken)


def _hyphenated(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


def found(text: str, units: Iterable[Named]) -> list[str]:
    """Keys of the units called that, today's names before former ones, whole words before parts.

    Marks are not needed: "an bien" finds An Biên, and every unit of the former district.
    """
    wanted = spoken(text)
    ranked = [(_rank(wanted, unit), place, unit.key) for place, unit in enumerate(units)]
    return [key for rank, _place, key in sorted(ranked) if rank < _NOT_FOUND]


_NOT_FOUND = 4


def _rank(wanted: str, unit: Named) -> int:
    if not wanted:
        return _NOT_FOUND
    name, former = spoken(unit.name), [spoken(one) for one in unit.former]
    if f" {name} ".endswith(f" {wanted} "):
        return 0
    if wanted in name:
        return 1
    if any(f" {one} ".endswith(f" {wanted} ") for one in former):
        return 2
    return 3 if any(wanted in one for one in former) else _NOT_FOUND
