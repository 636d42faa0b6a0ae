"""The report of a unit: on the screen, on paper, as Excel. Numbers only, never a name of a person.

What belongs to the unit and to no part of it stands in a line of its own.
"""

from typing import Any

from flask import abort, make_response, request
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.i18n import _, _l, spoken
from mentorhub.reports import queries, rules
from mentorhub.reports.domain.months import MONTHS, months_told
from mentorhub.reports.domain.table import Line, Measure, Report
from mentorhub.reports.domain.targets import years_to_read
from mentorhub.reports.views.blueprint import bp
from mentorhub.rosters.views.files import TYPES
from mentorhub.sheets.domain.writing import Row, Sheet, as_workbook
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

LABELS = {
    Measure.IN_USE: _l("Ideas in use"),
    Measure.APPROVED: _l("Approved ideas"),
    Measure.WITH_MENTOR: _l("Ideas with a mentor"),
    Measure.SENT: _l("Ideas sent"),
}
ASKED = (Measure.IN_USE, Measure.APPROVED)
_WIDE = (32, *(14,) * 12)
_MONTHS = (32, *(7,) * 12, 9)


@bp.get("/units/<unit_id>/report")
@access(rules.READ, unit=by_slug)
def report(unit: Unit) -> Page:
    year, now = _year(), today()
    shown = next((one for one in Measure if one == request.args.get("show")), None)
    for_paper = "print" in request.args
    return page(
        "reports/print.html" if for_paper else "reports/report.html",
        unit=unit,
        report=queries.report(unit, year),
        labels=LABELS,
        asked=ASKED,
        months=MONTHS,
        told=months_told(year, now.year, now.month),
        years=[one for one in years_to_read(now.year) if now.year - 2 <= one <= now.year],
        show=shown,
        today=now,
    )


@bp.get("/units/<unit_id>/report.xlsx")
@access(rules.READ, unit=by_slug)
def report_in_excel(unit: Unit) -> Response:
    year = _year()
    report = queries.report(unit, year)
    title = _("Report for %(year)s, %(unit)s", year=year, unit=spoken(unit.names))
    reply = make_response(as_workbook([_of_the_year(report, title), *_of_months(report, title)]))
    reply.mimetype = TYPES["xlsx"]
    name = f"{unit.slug}-{year}-{today():%Y-%m-%d}.xlsx"
    reply.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    reply.headers["Cache-Control"] = "no-store"
    return reply


def _year() -> int:
    """This year, unless the address names another that can be told of."""
    now = today().year
    asked = request.args.get("year", str(now))
    if not asked.isdecimal() or int(asked[:5]) not in years_to_read(now):
        abort(404)
    return int(asked)


def name_of(line: Line) -> str:
    return spoken(line.unit.names) if line.unit else _("The unit itself")


bp.add_app_template_global(name_of, "name_of_line")


def _of_the_year(report: Report, title: str) -> Sheet:
    headings = [_("Unit")]
    for measure in Measure:
        headings.append(str(LABELS[measure]))
        if measure in ASKED:
            headings += [_("Target"), _("Reached (per cent)")]
    lines = [*report.lines, report.whole]
    return Sheet(title, headings, map(_year_row, lines, _names(report)), _("Whole year"), _WIDE)


def _year_row(line: Line, name: str) -> Row:
    row: list[Any] = [name]
    for measure in Measure:
        row.append(line.total(measure))
        if measure in ASKED:
            row += [line.asked(measure), line.share(measure)]
    return row


def _of_months(report: Report, title: str) -> list[Sheet]:
    headings = [_("Unit"), *(_("Month %(month)s", month=month) for month in MONTHS), _("Year")]
    lines = [*report.lines, report.whole]
    return [
        Sheet(
            f"{title}: {LABELS[measure]}",
            headings,
            [
                [name, *line.months[measure], line.total(measure)]
                for line, name in zip(lines, _names(report), strict=True)
            ],
            str(LABELS[measure]),
            _MONTHS,
        )
        for measure in Measure
    ]


def _names(report: Report) -> list[str]:
    return [*map(name_of, report.lines), _("Together")]
