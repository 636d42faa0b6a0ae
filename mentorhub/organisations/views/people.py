"""What an officer does for the people of their units."""

from flask_login import current_user

from mentorhub.accounts.actions import make_reset_code
from mentorhub.accounts.models import Person
from mentorhub.organisations import rules
from mentorhub.organisations.views import bp
from mentorhub.platform.access import Page, access, page
from mentorhub.platform.forms import Confirmation


@bp.route("/members/<uuid:person_id>/reset-code", methods=["GET", "POST"])
@access(rules.MAKE_RESET_CODE, person=Person)
def reset_code(person: Person) -> Page:
    form = Confirmation()
    code = make_reset_code(person, by=current_user) if form.sent() else None
    return page("organisations/reset_code.html", form=form, member=person, code=code)
