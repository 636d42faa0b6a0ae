from typing import Any

from wtforms import (
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import HiddenInput

from mentorhub.accounts.domain.names import Trouble, tidy, trouble_with_team
from mentorhub.platform.fields import TextRequired, WholeNumberField, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l
from mentorhub.teams.models import LARGEST, Team
from mentorhub.units.forms import UnitField

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


def _tidied(text: str | None) -> str | None:
    return tidy(text) if text else text


class TeamForm(Form):
    name = StringField(_l("Team name"), [TextRequired(), Length(max=60)], filters=[_tidied])
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


class InviteForm(Form):
    places = WholeNumberField(
        _l("How many people may come in with this link?"),
        [InputRequired(), NumberRange(min=1, max=LARGEST - 1)],
        default=3,
    )


class HandOverForm(Form):
    """The people to choose from are those in the team who are old enough to lead it."""

    to = RadioField(_l("Who leads the team from now on?"), [InputRequired()])

    def __init__(self, team: Team, **given: Any) -> None:
        super().__init__(**given)
        able = [m.person for m in team.members if not m.is_owner and not m.person.needs_guardian]
        self.people = {str(person.id): person for person in able}
        self.to.choices = options((key, p.full_name) for key, p in self.people.items())
