"""Who holds which office, giving one, and taking it back."""

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.accounts.models import Person
from mentorhub.organisations import actions, queries, rules
from mentorhub.organisations.forms import BY_ONE, POWERS, ROLES, OfficeForm
from mentorhub.organisations.models import BY_TWO, Grant, Role
from mentorhub.organisations.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.db import db
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.paging import slice_of
from mentorhub.platform.text import normalised
from mentorhub.units.models import Unit
from mentorhub.units.queries import by_slug

LONGEST, SHOWN, FOUND, LISTED = 100, 200, 20, 500


@bp.get("/offices")
@access(rules.LIST_OFFICES)
def offices() -> Page:
    units = rules.units_answered_for(current_user)
    role = next((role for role in Role if role == request.args.get("role")), None)
    unit = _within_reach(units, request.args.get("unit"))
    admin_of = rules.units_under(current_user, Role.ADMIN)
    return page(
        "organisations/offices.html",
        found=slice_of(queries.offices_within(units, role=role, unit=unit), size=SHOWN),
        proposals=db.session.scalars(queries.proposals_within(admin_of)).all(),
        roles=ROLES,
        chosen=role,
        unit=unit,
        units=queries.open_units_within(units, most=LISTED),
    )


@bp.get("/offices/history")
@access(rules.LIST_OFFICES)
def office_history() -> Page:
    units = rules.units_answered_for(current_user)
    found = slice_of(queries.past_within(units, before=_key(request.args.get("after"))), size=50)
    return page("organisations/office_history.html", found=found, roles=ROLES)


@bp.get("/offices/mine")
@access(rules.OWN_OFFICES)
def own_offices() -> Page:
    """Every office the reader ever held: whoever gave it is no secret to them."""
    held = db.session.scalars(queries.all_of(current_user)).all()
    return page("organisations/own_offices.html", held=held, roles=ROLES, powers=POWERS)


@bp.get("/offices/new")
@access(rules.LIST_OFFICES)
def find_for_office() -> Page:
    """Whom to give an office to: somebody of the reader's own units, by name and nothing else."""
    q = normalised(request.args.get("q", ""))[:LONGEST]
    units = rules.units_answered_for(current_user)
    found = db.session.scalars(queries.members_within(units, q).limit(FOUND)).all() if q else []
    return page("organisations/find_for_office.html", q=q, found=found)


@bp.route("/offices/new/<uuid:person_id>", methods=["GET", "POST"])
@access(rules.GIVE, second_step=True, person=Person)
def give_office(person: Person) -> Page:
    """Offices one person may give, in a unit below the reader's own."""
    units = queries.open_units_within(rules.units_answered_for(current_user), most=LISTED)
    form = OfficeForm(BY_ONE, [u for u in units if rules.may_give_alone(current_user, u)])
    if form.sent() and form.attempt(actions.give, person, **form.facts, by=current_user):
        flash(_("The office is given."))
        return redirect(url_for("organisations.offices"), 303)
    return page("organisations/give_office.html", form=form, member=person, powers=POWERS)


@bp.route("/offices/proposals/new/<uuid:person_id>", methods=["GET", "POST"])
@access(rules.PROPOSE, second_step=True, person=Person)
def propose_office(person: Person) -> Page:
    """Organisers and administrators: this page only asks a second administrator."""
    units = queries.open_units_within(rules.units_under(current_user, Role.ADMIN), most=LISTED)
    form = OfficeForm(BY_TWO, units)
    if form.sent() and form.attempt(actions.propose, person, **form.facts, by=current_user):
        flash(_("The other administrators have been asked. Nothing is given yet."))
        return redirect(url_for("organisations.offices"), 303)
    return page(
        "organisations/give_office.html", form=form, member=person, powers=POWERS, by_two=True
    )


@bp.route("/offices/<uuid:office_id>/revoke", methods=["GET", "POST"])
@access(rules.REVOKE, second_step=True, office=Grant)
def revoke_office(office: Grant) -> Page:
    form = Confirmation()
    if form.sent() and form.attempt(actions.revoke, office, by=current_user):
        flash(_("The office is taken back. It ends with their next click."))
        return redirect(url_for("organisations.offices"), 303)
    return page("organisations/revoke_office.html", form=form, office=office, roles=ROLES)


def _within_reach(units: Sequence[Unit], slug: str | None) -> Unit | None:
    found = by_slug(slug) if slug else None
    return found if found and any(unit.covers(found) for unit in units) else None


def _key(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
