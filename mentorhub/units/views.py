"""The list of units, to be searched by the names people still use."""

from typing import Any

from flask import Blueprint, request

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.text import normalised
from mentorhub.units import rules
from mentorhub.units.forms import KINDS
from mentorhub.units.models import UnitKind
from mentorhub.units.queries import by_kind, called, provinces, size_of_territory, territory

bp = Blueprint("units", __name__)
LONGEST, SHOWN = 200, 60


@bp.get("/units")
@access(rules.LOOK_UP)
def directory() -> Page:
    """One province lists its communes here; of several, each lists its own on its page."""
    q = normalised(request.args.get("q", ""))[:LONGEST]
    found = called(q, tuple(UnitKind)) if q else []
    top = provinces()
    listed = territory() if len(top) == 1 else top
    groups = [(KINDS[kind], units) for kind, units in by_kind(listed, tuple(UnitKind))]
    facts: dict[str, Any] = {
        "total": len(found),
        "count": size_of_territory(),
        "provinces": len(top),
    }
    return page("units/directory.html", q=q, found=found[:SHOWN], groups=groups, **facts)
