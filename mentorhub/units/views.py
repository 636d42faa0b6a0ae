"""The list of units, to be searched by the names people still use."""

from flask import Blueprint, request

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.text import normalised
from mentorhub.units import rules
from mentorhub.units.forms import KINDS
from mentorhub.units.queries import by_kind, called, territory

bp = Blueprint("units", __name__)
LONGEST = 200


@bp.get("/units")
@access(rules.LOOK_UP)
def directory() -> Page:
    q = normalised(request.args.get("q", ""))[:LONGEST]
    found = called(q) if q else []
    groups = [(KINDS[kind], units) for kind, units in by_kind(territory())]
    return page("units/directory.html", q=q, found=found, groups=groups)
