"""Units of the province."""

from sqlalchemy import select

from mentorhub.platform.db import Translated, db
from mentorhub.units.models import Unit, UnitKind
from tests.factories.rows import numbers, saved


def make_province():
    found = db.session.scalar(select(Unit).where(Unit.code == "91"))
    return found or saved(
        Unit(
            code="91",
            kind=UnitKind.PROVINCE,
            name="Tỉnh An Giang",
            names=Translated(vi="Tỉnh An Giang", en="An Giang province", fr="Province d’An Giang"),
            slug="an-giang",
            key="an giang",
            path="91/",
        )
    )


def make_unit(name="Xã An Biên", parent=None, **fields):
    n = next(numbers)
    parent = parent or make_province()
    return saved(
        Unit(
            **{
                "code": f"9{n:04d}",
                "kind": UnitKind.COMMUNE,
                "name": name,
                "names": Translated(vi=name),
                "slug": f"don-vi-{n}",
                "key": name.lower(),
                "path": f"{parent.path}9{n:04d}/",
                "parent_id": parent.id,
                **fields,
            }
        )
    )
