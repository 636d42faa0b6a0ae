"""The tree of units comes from a file that is part of the program."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select

from mentorhub.matching.domain.analyser import fold
from mentorhub.platform.db import Translated, db
from mentorhub.units.domain import names_of
from mentorhub.units.models import Unit, UnitKind

_FOLDER = Path(__file__).parent / "data"
_PROVINCE = {"en": "An Giang province", "fr": "province d’An Giang"}


def load_units() -> int:
    """Put the province and its 102 units in place, or put them right; says how many there are.

    Units are known by their code: what people belong to keeps its key when a name changes.
    """
    data = _data()
    known = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    province = _put(
        known,
        {**data["province"], "kind": UnitKind.PROVINCE, "short": "An Giang"},
        names={"vi": data["province"]["name"], **_PROVINCE},
    )
    for row in data["units"]:
        names = names_of(row["kind"], row["name"], row["short"])
        _put(known, row, names=names, parent=province)
    return 1 + len(data["units"])


@cache
def _data() -> Any:
    return json.loads((_FOLDER / "an_giang_units.json").read_text("utf-8"))


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
    unit.latitude, unit.longitude = row.get("latitude"), row.get("longitude")
    unit.path = f"{parent.path if parent else ''}{row['code']}/"
    db.session.add(unit)
    return unit
