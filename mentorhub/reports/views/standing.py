"""How the units of a province stand, for everybody to read."""

from flask import redirect, request, url_for
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.reports import queries, rules
from mentorhub.reports.domain.standing import FEWEST_MEMBERS, ORDERS, ranked
from mentorhub.reports.views.blueprint import bp
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug, provinces


@bp.get("/ranking")
@access(rules.FIND_STANDINGS)
def find_standings() -> Response:
    """The one province's; of several, each has its own."""
    known = provinces()
    if len(known) == 1:
        return redirect(url_for("reports.standings", unit_id=known[0].slug))
    return redirect(url_for("units.directory"))


@bp.get("/units/<unit_id>/ranking")
@access(rules.STANDINGS, unit=by_slug)
def standings(unit: Unit) -> Page:
    order = next((one for one in ORDERS if one == request.args.get("by")), ORDERS[0])
    rows = queries.standings_below(unit)
    return page(
        "reports/standings.html",
        unit=unit,
        order=order,
        rows=ranked(rows, order),
        most=max((row.in_use for row in rows), default=0),
        fewest=FEWEST_MEMBERS,
    )
