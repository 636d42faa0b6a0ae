"""The tree of units comes from two files that are part of the program."""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import Translated, db
from mentorhub.units.domain import names_of, names_of_province, searched
from mentorhub.units.models import Unit, UnitKind

_FOLDER = Path(__file__).parents[1] / "data"
HOME = "91"
_COLUMNS = ("code", "kind", "name", "short", "slug", "latitude", "longitude", "former")


class UnknownProvince(LookupError):
    """No province has that code or name."""


def load_units(provinces: Iterable[str] = (HOME,), *, everything: bool = False) -> int:
    """Put provinces and what is below them in place, or put them right; says how many units.

    A province is named by code, slug or name. Units are known by their code: what people belong
    to keeps its key when a name changes. Raises UnknownProvince.
    """
    wanted = list(_provinces()) if everything else [_province(name) for name in provinces]
    known = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    for province in wanted:
        _load(known, province)
    return sum(1 + len(province["units"]) for province in wanted)


def _load(known: dict[str, Unit], data: dict[str, Any]) -> None:
    row = {**data, "kind": UnitKind.PROVINCE}
    province = _put(known, row, names=names_of_province(data["name"], data["short"]))
    for unit in data["units"]:
        names = names_of(unit["kind"], unit["name"], unit["short"])
        _put(known, unit, names=names, parent=province)


def _province(name: str) -> dict[str, Any]:
    wanted = fold(name)
    for province in _provinces():
        if wanted in (province["code"], province["slug"], fold(province["short"])):
            return province
    raise UnknownProvince(name)


@cache
def _provinces() -> tuple[dict[str, Any], ...]:
    return tuple(_read())


def _read() -> Iterator[dict[str, Any]]:
    here = json.loads((_FOLDER / "an_giang_units.json").read_text("utf-8"))
    yield {**here["province"], "short": "An Giang", "units": here["units"]}
    others = json.loads((_FOLDER / "provinces.json").read_text("utf-8"))
    for province in others["provinces"]:
        units = [dict(zip(_COLUMNS, row, strict=True)) for row in province["units"]]
        yield {**province, "units": units}


def _put(
    known: dict[str, Unit],
    row: dict[str, Any],
    *,
    names: dict[str, str],
    parent: Unit | None = None,
) -> Unit:
    unit = known.get(row["code"]) or Unit(code=row["code"])
    unit.kind, unit.name, unit.slug = UnitKind(row["kind"]), row["name"], row["slug"]
    unit.names, unit.key = Translated(names), fold(row["short"])
    unit.former_names, unit.parent = row["former"], parent
    unit.searched = searched(row["name"], row["former"])
    unit.latitude, unit.longitude = row.get("latitude"), row.get("longitude")
    unit.path = f"{parent.path if parent else ''}{row['code']}/"
    db.session.add(unit)
    return unit
