"""What is asked of units in a year: one form for all of them, and who asked for it when."""

from flask import abort, flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import today
from mentorhub.platform.i18n import _, ngettext
from mentorhub.reports import actions, queries, rules
from mentorhub.reports.domain.targets import history, years_to_set
from mentorhub.reports.forms import TargetsForm
from mentorhub.reports.views.blueprint import bp
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug


@bp.route("/units/<unit_id>/targets", methods=["GET", "POST"])
@access(rules.SET_TARGETS, unit=by_slug)
def targets(unit: Unit) -> Page:
    year = _year()
    units, known = queries.units_with_targets(unit), queries.targets_of(unit, year)
    form = TargetsForm.of(units, known)
    if form.sent() and form.attempt(
        actions.set_targets, unit, year=year, wishes=form.wishes, by=current_user
    ):
        count = form.outcome
        told = ngettext("The targets of %(num)d unit are set.",
                        "The targets of %(num)d units are set.", count)  # fmt: skip
        flash(told if count else _("Nothing was different: the targets are as they were."))
        return redirect(url_for("reports.targets", unit_id=unit.slug, year=year), 303)
    if form.overtaken:
        known = queries.targets_of(unit, year)
        form.take_note(known)
    return page(
        "reports/targets.html",
        form=form,
        unit=unit,
        year=year,
        years=years_to_set(today().year),
        units={str(one.id): one for one in units},
        known={str(key): target for key, target in known.items()},
        changes=history(queries.settings_of(unit, year))[: queries.SHOWN],
    )


def _year() -> int:
    """This year's, unless the address names the next."""
    years = years_to_set(today().year)
    asked = request.args.get("year", str(years[0]))
    if not asked.isdecimal() or int(asked[:5]) not in years:
        abort(404)
    return int(asked)
