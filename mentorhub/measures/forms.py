"""What organisers write when they ask for a measure."""

from typing import Any

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from mentorhub.platform.fields import LocalMomentField, PointsField, TextRequired
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l


class ReasonForm(Form):
    reason = TextAreaField(_l("Why? The team reads this."), [TextRequired(), Length(max=600)])


class ExtensionForm(ReasonForm):
    until = LocalMomentField(_l("Deadline for this team"), validators=[InputRequired()])

    @property
    def answers(self) -> dict[str, Any]:
        return {"reason": self.reason.data, "until": self.until.data}


class PenaltyForm(ReasonForm):
    points = PointsField(_l("Points taken away"), [InputRequired(), NumberRange(0, 1000)])
