"""What an officer does for the people of their units."""

from flask import flash, redirect, url_for
from flask_login import current_user

from mentorhub.accounts.actions import (
    CODE_LASTS,
    check_phone,
    end_second_step_of,
    make_reset_code,
)
from mentorhub.accounts.forms import CheckedPhoneForm
from mentorhub.accounts.models import Person
from mentorhub.organisations import rules
from mentorhub.organisations.views.blueprint import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.clock import now
from mentorhub.platform.forms import Confirmation
from mentorhub.platform.i18n import _


@bp.route("/members/<uuid:person_id>/reset-code", methods=["GET", "POST"])
@access(rules.MAKE_RESET_CODE, person=Person)
def reset_code(person: Person) -> Page:
    form = Confirmation()
    if form.sent():
        code, until = make_reset_code(person, by=current_user), now() + CODE_LASTS
        return page("organisations/reset_slip.html", member=person, code=code, until=until)
    return page("organisations/reset_code.html", form=form, member=person)


@bp.route("/members/<uuid:person_id>/second-step/end", methods=["GET", "POST"])
@access(rules.END_SECOND_STEP, second_step=True, person=Person)
def end_second_step(person: Person) -> Page:
    form = Confirmation()
    if form.sent():
        end_second_step_of(person, by=current_user)
        flash(_("The second step and the passkeys are ended. The person is told."))
        return redirect(url_for("members.search"), 303)
    return page("organisations/end_second_step.html", form=form, member=person)


@bp.route("/members/<uuid:person_id>/phone", methods=["GET", "POST"])
@access(rules.CHECK_PHONE, person=Person)
def phone(person: Person) -> Page:
    """The person stands at the counter with the telephone: from now on the number is proved.

    The field is empty, so that a number is checked and not waved through, and none is shown.
    """
    form = CheckedPhoneForm()
    if form.sent() and form.attempt(check_phone, person, phone=form.number, by=current_user):
        flash(_("The number is confirmed. The person is told."))
        return redirect(url_for("members.search"), 303)
    return page("organisations/phone.html", form=form, member=person)
