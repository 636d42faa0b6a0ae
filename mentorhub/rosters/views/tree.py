"""Branches, schools, agencies, clubs: added, renamed, closed by the officer of the unit above."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug import Response

from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.rosters import rules
from mentorhub.rosters.views.blueprint import bp
from mentorhub.units import actions
from mentorhub.units.forms import NameForm, NewUnitForm
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug


def to_unit(unit: Unit) -> Response:
    return redirect(url_for("home.unit", unit_id=unit.slug), 303)


@bp.route("/units/<unit_id>/new", methods=["GET", "POST"])
@access(rules.ADD_UNIT, unit=by_slug)
def add_unit(unit: Unit) -> Page:
    form = NewUnitForm(unit)
    if form.sent() and form.attempt(actions.add, unit, **form.answers, by=current_user):
        flash(_("“%(name)s” is in place.", name=form.outcome.name))
        return to_unit(unit)
    return page("rosters/add_unit.html", form=form, unit=unit)


@bp.route("/units/<unit_id>/edit", methods=["GET", "POST"])
@access(rules.EDIT_UNIT, unit=by_slug)
def rename_unit(unit: Unit) -> Page:
    form = NameForm(obj=unit)
    if form.sent() and form.attempt(actions.rename, unit, **form.answers, by=current_user):
        flash(_("The new name holds; the old one still finds it."))
        return to_unit(unit)
    return page("rosters/rename_unit.html", form=form, unit=unit)


@bp.route("/units/<unit_id>/close", methods=["GET", "POST"])
@access(rules.EDIT_UNIT, unit=by_slug)
def close_unit(unit: Unit) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.close, unit, by=current_user):
        flash(_("“%(name)s” is closed.", name=unit.name))
        return to_unit(unit)
    return page("rosters/close_unit.html", form=form, unit=unit)


@bp.post("/units/<unit_id>/reopen")
@access(rules.EDIT_UNIT, unit=by_slug)
def reopen_unit(unit: Unit) -> Response:
    form = Confirmation()
    if form.sent() and not form.attempt(actions.reopen, unit, by=current_user):
        flash(form.refused[0], "error")
    return to_unit(unit)
