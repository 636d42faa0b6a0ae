"""What is asked of whoever gives an office, and the words offices are called by."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from mentorhub.organisations.models import BY_TWO, Role
from mentorhub.platform.fields import key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l, spoken
from mentorhub.units.models import Unit

ROLES = {
    Role.UNIT_OFFICER: _l("Unit officer"),
    Role.SAFEGUARDING_OFFICER: _l("Safeguarding officer"),
    Role.ORGANISER: _l("Contest organiser"),
    Role.ADMIN: _l("Administrator"),
}
POWERS = {
    Role.UNIT_OFFICER: (
        _l("Answers ideas of the unit and those below it, and keeps the lists of members."),
        _l("Checks the slips of guardians and makes codes for forgotten passwords."),
        _l("Reads a phone number or an address with a reason that the person is told."),
    ),
    Role.SAFEGUARDING_OFFICER: (
        _l("Reads reports about safety and the conversations they are about."),
        _l("Clears mentors for teams with somebody under 18."),
    ),
    Role.ORGANISER: (
        _l("Sets up contests in the unit, names juries, and publishes with a second organiser."),
    ),
    Role.ADMIN: (
        _l("Gives and takes back every office here, organisers and administrators by two."),
        _l("Reads what is noted, and helps with every account of people here."),
    ),
}
BY_ONE = tuple(role for role in Role if role not in BY_TWO)


class OfficeForm(Form):
    """Which office, and from which unit down."""

    role = RadioField(_l("Office"), [InputRequired()], coerce=Role)
    unit = SelectField(_l("From which unit down"), [InputRequired()], coerce=key)

    def __init__(self, roles: Sequence[Role], units: Sequence[Unit], **given: Any) -> None:
        super().__init__(**given)
        self.role.choices = options([(role, ROLES[role]) for role in roles])
        self.unit.choices = options([(unit.id, spoken(unit.places)) for unit in units])
        self._units = {unit.id: unit for unit in units}

    @property
    def facts(self) -> dict[str, Any]:
        """The answers as the rows they name."""
        chosen: UUID = self.unit.data
        return {"role": self.role.data, "unit": self._units[chosen]}
