"""The end of scoring, why it comes while sheets are missing, and a word against what followed."""

from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from mentorhub.platform.fields import TextRequired
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l


class ClosingForm(Form):
    reason = TextAreaField(_l("Why scoring ends without them"), [Optional(), Length(max=600)])

    def owe_a_reason(self) -> None:
        """Sheets are missing."""
        self.reason.validators = [TextRequired(), Length(min=10, max=600)]
        self.reason.flags.required = True


class DisputeForm(Form):
    """What a juror says about their own sheet, and what is answered."""

    text = TextAreaField(_l("In your words"), [TextRequired(), Length(min=10, max=1000)])
