from collections.abc import Sequence
from typing import Any

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, ValidationError

from mentorhub.mentoring.forms import told_refusal
from mentorhub.mentoring.models import MentorProfile
from mentorhub.offers.queries import mentor_shown
from mentorhub.platform.fields import TextRequired, key
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l

REFUSALS = {
    "found": _l("We have found help already"),
    "field": _l("We need somebody for something else"),
    "later": _l("Not now, perhaps later"),
    "other": _l("Something else"),
}


class OfferForm(Form):
    """`profiles` are those the page shows: the recommended ones and those looked for by name.

    One the page showed a moment ago may be sent as well, as long as the directory has it.
    """

    profile = RadioField(
        _l("Which mentor?"),
        [InputRequired(_l("Choose a mentor."))],
        coerce=key,
        validate_choice=False,
    )
    why = TextAreaField(
        _l("Why could this mentor help the team?"), [TextRequired(), Length(min=10, max=500)]
    )

    def __init__(self, profiles: Sequence[MentorProfile], **given: Any) -> None:
        super().__init__(**given)
        self.profile.choices = [Choice(one.id, one.person.display_name) for one in profiles]

    @property
    def chosen(self) -> MentorProfile | None:
        return mentor_shown(self.profile.data) if self.profile.data else None

    def validate_profile(self, field: RadioField) -> None:
        if self.chosen is None:
            raise ValidationError(_("Choose a mentor."))


class RefusalForm(Form):
    reason = RadioField(
        _l("Why not?"),
        [InputRequired()],
        choices=[Choice(name, words) for name, words in REFUSALS.items()],
    )
    words = TextAreaField(_l("In your own words"), [Length(max=500)])

    def validate_words(self, field: TextAreaField) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError(_("Say in a few words why."))

    @property
    def told(self) -> str:
        """What is kept, as with a refused request."""
        return told_refusal(REFUSALS, self.reason.data, self.words.data)


class OwnOfferForm(Form):
    why = TextAreaField(
        _l("How could you help this team?"), [TextRequired(), Length(min=10, max=500)]
    )
