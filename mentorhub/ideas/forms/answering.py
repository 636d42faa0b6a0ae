"""The officer's answer, and the report of where an idea is in use."""

from collections.abc import Iterable
from uuid import UUID

from wtforms import (
    DateField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, ValidationError

from mentorhub.ideas.domain.workflow import TEXT_LONGEST
from mentorhub.ideas.forms.fields import at_most, required
from mentorhub.platform.clock import today
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l

_a_number_of_people = NumberRange(1, 5_000_000, _l("Write a number of people, such as 120."))

VERDICTS = {
    "approve": _l("Approve: everybody can read it"),
    "ask_for_more": _l("Ask for more: it goes back to the team"),
    "mark_as_duplicate": _l("An idea like it is already there"),
    "decline": _l("Not taken up"),
    "take_down": _l("Take it out of the idea bank"),
}


class DecisionForm(Form):
    verdict = RadioField(
        _l("Your answer"),
        [InputRequired(_l("Choose an answer."))],
        choices=[SelectChoice(*verdict) for verdict in VERDICTS.items()],
    )
    reason = TextAreaField(_l("Reason"), [at_most(TEXT_LONGEST)])

    def offer(self, verbs: Iterable[str]) -> "DecisionForm":
        """Show only what can be answered now; an answer given twice is still understood."""
        self.verdict.choices = [
            SelectChoice(verb, VERDICTS[verb]) for verb in verbs if verb in VERDICTS
        ]
        return self

    def validate_reason(self, field: TextAreaField) -> None:
        if self.verdict.data and self.verdict.data != "approve" and not field.data:
            raise ValidationError(_("Write a reason: the team reads it."))


class ChosenIdeas(Form):
    """Ideas ticked in a list; which of them the officer may answer is asked of the rows."""

    ideas = SelectMultipleField(
        _l("Ideas"),
        [InputRequired(_l("Choose at least one idea."))],
        coerce=UUID,
        validate_choice=False,
        choices=[],
    )


class AdoptionForm(Form):
    unit = StringField(_l("Where is it used?"), [required(), at_most(120)])
    since = DateField(_l("Since when?"), [required()])
    people = IntegerField(_l("How many people use it?"), [required(), _a_number_of_people])
    evidence = TextAreaField(_l("How do you know?"), [at_most(400)])

    def validate_since(self, field: DateField) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("This day has not come yet."))
