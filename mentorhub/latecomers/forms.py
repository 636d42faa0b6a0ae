"""What organisers write when they ask for a code, and how a team comes in with one."""

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from mentorhub.entries.forms import StartForm
from mentorhub.platform.fields import LocalMomentField, TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

MOST_USES = 50


class CodeForm(Form):
    label = StringField(_l("For whom?"), [TextRequired(), Length(max=120)])
    uses = WholeNumberField(
        _l("For how many teams?"), [InputRequired(), NumberRange(1, MOST_USES)], default=1
    )
    until = LocalMomentField(_l("Until when?"), validators=[InputRequired()])
    reason = TextAreaField(
        _l("Why? The teams that use it read this."), [TextRequired(), Length(max=600)]
    )


class RedeemForm(StartForm):
    """Where the team has begun an entry already, only the code is asked for."""

    code = StringField(_l("The code"), [TextRequired(), Length(max=40)])

    def only_the_code(self) -> None:
        self.people.validators = [Optional()]
        self.idea.validate_choice = False
