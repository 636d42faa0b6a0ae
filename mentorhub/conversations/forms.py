"""A message, a report of one, its decision, and words nobody may hide a contact in."""

from typing import Any

from wtforms import Field, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from mentorhub.conversations.domain import LONGEST, holds_contact
from mentorhub.platform.fields import TextRequired, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l


def no_contact(form: Form, field: Field) -> None:
    """A validator for what everybody reads."""
    if holds_contact(field.data or ""):
        raise ValidationError(
            _("Everybody reads this: take out phone numbers, addresses and profiles.")
        )


class MessageForm(Form):
    text = TextAreaField(_l("Your message"), [TextRequired(), Length(max=LONGEST)])


class ReportForm(Form):
    text = TextAreaField(_l("What happened?"), [TextRequired(), Length(max=LONGEST)])
    about = StringField(_l("Whom or what is it about?"), [Length(max=200)])
    page = HiddenField(validators=[Length(max=300)])
    thread = HiddenField(validators=[Length(max=36)])


OF_A_CONVERSATION = [
    ("lift", _l("Nothing unsafe was found: the conversation goes on")),
    ("keep", _l("It stays closed")),
]
OF_ANYTHING_ELSE = [
    ("lift", _l("Nothing unsafe was found")),
    ("keep", _l("Something was done about it")),
]


class DecisionForm(Form):
    decision = RadioField(_l("What follows?"), [InputRequired()])
    reason = TextAreaField(_l("Reason"), [TextRequired(), Length(max=LONGEST)])

    def __init__(self, *, about_a_conversation: bool, **given: Any) -> None:
        super().__init__(**given)
        self.decision.choices = options(
            OF_A_CONVERSATION if about_a_conversation else OF_ANYTHING_ELSE
        )

    @property
    def words(self) -> dict[str, Any]:
        """What each decision means, for a report that was decided."""
        return {choice.value: choice.label for choice in self.decision.choices}
