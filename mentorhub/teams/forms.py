from typing import Any

from wtforms import (
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from mentorhub.accounts.domain.names import trouble_with_team
from mentorhub.matching.domain.letters import Trouble
from mentorhub.platform.fields import TextRequired, WholeNumberField, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, ngettext
from mentorhub.teams.models import Team
from mentorhub.units.forms import UnitField, tidied

DAYS = (1, 3, 7, 14, 30)
SPOKEN = [
    ("vi", _l("Vietnamese")),
    ("km", _l("Khmer")),
    ("cja", _l("Western Cham")),
    ("en", _l("English")),
    ("fr", _l("French")),
]
NAME_TROUBLES = {
    Trouble.HIDDEN: _l("The name holds invisible signs. Type it again instead of pasting it."),
    Trouble.LETTERS: _l("Write the name in Latin letters, figures and common signs."),
    Trouble.OFFICIAL: _l("This name sounds like an office of the house. Choose another."),
    Trouble.NO_WORD: _l("Write a name with letters."),
}


class TeamForm(Form):
    name = StringField(_l("Team name"), [TextRequired(), Length(max=60)], filters=[tidied])
    about = TextAreaField(_l("What brings you together"), [Length(max=600)])
    unit = UnitField(_l("Commune, ward or special zone"))
    spoken = SelectMultipleField(
        _l("Languages you speak in the team"),
        [InputRequired(_l("Choose at least one."))],
        choices=options(SPOKEN),
        default=["vi"],
    )

    def validate_name(self, field: Any) -> None:
        if trouble := trouble_with_team(field.data):
            raise ValidationError(NAME_TROUBLES[trouble])


class EditForm(TeamForm):
    """`version` is the team as it was when the page was opened."""

    version = WholeNumberField(widget=HiddenInput(), validators=[InputRequired()])


def _people(number: int) -> str:
    return str(ngettext("%(num)d person", "%(num)d people", number))


def _days(number: int) -> str:
    return str(ngettext("%(num)d day", "%(num)d days", number))


class InviteForm(Form):
    places = SelectField(_l("How many people may come in with it?"), coerce=int, default=1)
    days = SelectField(_l("How long does it hold?"), coerce=int, default=7)

    def __init__(self, team: Team, **given: Any) -> None:
        super().__init__(**given)
        numbers = [(1, _("One person, then it ends")), *((n, _people(n)) for n in range(2, 11))]
        self.places.choices = options(numbers[: team.room])
        self.days.choices = options((number, _days(number)) for number in DAYS)


class HandOverForm(Form):
    """To choose from: those in the team who are old enough to lead it and are not asked yet."""

    to = RadioField(_l("Who leads the team from now on?"), [InputRequired()])

    def __init__(self, team: Team, **given: Any) -> None:
        super().__init__(**given)
        free = [m.person for m in team.members if not (m.is_owner or m.asked_to_lead_at)]
        able = [person for person in free if not person.needs_guardian]
        self.people = {str(person.id): person for person in able}
        self.to.choices = options((key, p.full_name) for key, p in self.people.items())


class LeadingForm(Form):
    answer = RadioField(
        _l("Do you lead the team from now on?"),
        [InputRequired()],
        choices=[SelectChoice("yes", _l("Yes, I lead it")), SelectChoice("no", _l("No"))],
    )


class TakeOutForm(Form):
    why = TextAreaField(_l("Why?"), [Length(max=300)])
