"""Which weights a recommendation counts by, in the words of a form."""

from collections.abc import Sequence

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from mentorhub.matching.models import WeightSet
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l

AS_SHIPPED, NIGHTS = "shipped", "nights"


class WeightsForm(Form):
    """Which weights, and why. `offer` first; `seen` is the choice the page showed in force."""

    seen = WholeNumberField(widget=HiddenInput(), validators=[Optional()])
    choice = RadioField(_l("Which weights?"), [InputRequired()])
    reason = TextAreaField(_l("Why?"), [TextRequired(), Length(min=10, max=500)])

    def offer(self, sets: Sequence[WeightSet]) -> None:
        """What the nights learn, the shipped ones, and these sets by their numbers."""
        learnt = [
            SelectChoice(str(one.number), _("Number %(number)s", number=one.number)) for one in sets
        ]
        self.choice.choices = [
            SelectChoice(AS_SHIPPED, _("The shipped ones")),
            *learnt,
            SelectChoice(NIGHTS, _("What the nights learn")),
        ]

    @property
    def number(self) -> int | None:
        """Of the set that was chosen; None for the shipped ones."""
        return int(self.choice.data) if self.choice.data.isdecimal() else None
