"""Names of units: how each language says them, and finding one by its present or former name."""

from collections.abc import Iterable
from dataclasses import dataclass

from mentorhub.matching.domain.analyser import fold

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


def found(text: str, units: Iterable[Named]) -> list[str]:
    """Keys of the units called that, today's names before former ones, whole words before parts.

    Marks are not needed: "an bien" finds An Biên, and every unit of the former district.
    """
    wanted = fold(" ".join(text.split()))
    ranked = [(_rank(wanted, unit), place, unit.key) for place, unit in enumerate(units)]
    return [key for rank, _place, key in sorted(ranked) if rank < _NOT_FOUND]


_NOT_FOUND = 4


def _rank(wanted: str, unit: Named) -> int:
    if not wanted:
        return _NOT_FOUND
    name, former = fold(unit.name), [fold(one) for one in unit.former]
    if f" {name} ".endswith(f" {wanted} "):
        return 0
    if wanted in name:
        return 1
    if any(f" {one} ".endswith(f" {wanted} ") for one in former):
        return 2
    return 3 if any(wanted in one for one in former) else _NOT_FOUND
