"""Paper to write on and to hang up, with a code that leads back to the screen."""

from flask import current_app, request, url_for

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.qr import drawn
from mentorhub.slips import rules
from mentorhub.slips.views.blueprint import bp
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug


@bp.get("/slips/blank")
@access(rules.PRINT)
def blank() -> Page:
    """Slips of A6, four to a sheet; of one unit if the address names it."""
    asked = request.args.get("unit", "")
    unit = by_slug(asked) if asked else None
    where = url_for("slips.write", unit=unit.slug if unit else None)
    return page("slips/blank.html", unit=unit, qr=drawn(_whole(where), scale=None))


@bp.get("/units/<unit_id>/box-poster")
@access(rules.PRINT, unit=by_slug)
def poster(unit: Unit) -> Page:
    address = _whole(url_for("ideas.write"))
    return page("slips/poster.html", unit=unit, address=address, qr=drawn(address, scale=None))


def _whole(path: str) -> str:
    return str(current_app.config["BASE_URL"]) + path
