"""What whoever runs a round fills in."""

from collections.abc import Sequence
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from mentorhub.cohorts.domain.assignment import Dial
from mentorhub.cohorts.models import WishKind
from mentorhub.platform.fields import TextRequired, WholeNumberField, key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l, language
from mentorhub.units.models import Unit

DIALS = {
    Dial.FAIR: _l("The worst served team comes first"),
    Dial.EVEN: _l("Bad pairs weigh much more than good ones"),
    Dial.MIDDLE: _l("Bad pairs weigh somewhat more"),
    Dial.TOTAL: _l("All teams together suit best"),
}


class CohortForm(Form):
    """`offer` first: the units a round can be made in."""

    version = WholeNumberField(widget=HiddenInput(), validators=[Optional()])
    unit = SelectField(_l("In which unit?"), [InputRequired()], coerce=key)
    title = StringField(_l("Name of the round"), [TextRequired(), Length(max=120)])
    need = TextAreaField(
        _l("What do the mentors read?"), [TextRequired(), Length(min=20, max=1000)]
    )
    first_meeting = StringField(_l("First meeting"), [TextRequired(), Length(max=200)])
    dial = RadioField(
        _l("What counts most?"),
        [InputRequired()],
        choices=[Choice(one.value, text) for one, text in DIALS.items()],
        default=Dial.FAIR.value,
    )
    weekly = BooleanField(_l("Ask each week for teams that are still without a mentor"))

    def offer(self, units: Sequence[Unit]) -> None:
        self.unit.choices = options((one.id, one.names.in_language(language())) for one in units)

    @property
    def words(self) -> dict[str, Any]:
        said = {name: self.answers[name] for name in ("title", "need", "first_meeting")}
        return {**said, "dial": Dial(self.dial.data)}


class ChosenForm(Form):
    """Who takes part, of those that were shown."""

    chosen = SelectMultipleField(coerce=key)

    def offer(self, rows: Sequence[tuple[Any, str]]) -> None:
        self.chosen.choices = options(rows)


class WishForm(Form):
    kind = HiddenField(validators=[Optional(), Length(max=20)], default="")

    @property
    def wanted(self) -> WishKind | None:
        return WishKind(self.kind.data) if self.kind.data in set(WishKind) else None


class SendForm(Form):
    digest = HiddenField(validators=[Length(max=64)], default="")
