"""What an officer does for the people of their units."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user

from mentorhub.accounts.actions import check_phone, make_reset_code
from mentorhub.accounts.forms import CheckedPhoneForm
from mentorhub.accounts.models import Person
from mentorhub.organisations import rules
from mentorhub.organisations.models import Role
from mentorhub.organisations.queries import members_within
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _
from mentorhub.platform.paging import slice_of
from mentorhub.platform.text import normalised

bp = Blueprint("organisations", __name__)
LONGEST, SHOWN = 100, 50


@bp.get("/members")
@access(rules.LIST_MEMBERS)
def members() -> Page:
    q = normalised(request.args.get("q", ""))[:LONGEST]
    role = Role.ADMIN if rules.is_admin(current_user, None) else Role.UNIT_OFFICER
    units = rules.units_under(current_user, role)
    found = slice_of(members_within(units, q), size=SHOWN) if q else None
    return page("organisations/members.html", q=q, found=found, units=units)


@bp.route("/members/<uuid:person_id>/reset-code", methods=["GET", "POST"])
@access(rules.MAKE_RESET_CODE, person=Person)
def reset_code(person: Person) -> Page:
    form = Confirmation()
    code = make_reset_code(person, by=current_user) if form.sent() else None
    return page("organisations/reset_code.html", form=form, member=person, code=code)


@bp.route("/members/<uuid:person_id>/phone", methods=["GET", "POST"])
@access(rules.CHECK_PHONE, person=Person)
def phone(person: Person) -> Page:
    """The person stands at the counter with the telephone: from now on the number is proved.

    The field is empty, so that a number is checked and not waved through, and none is shown.
    """
    form = CheckedPhoneForm()
    if form.sent() and form.attempt(check_phone, person, phone=form.number, by=current_user):
        flash(_("The number is confirmed. The person is told."))
        return redirect(url_for("organisations.members"), 303)
    return page("organisations/phone.html", form=form, member=person)
