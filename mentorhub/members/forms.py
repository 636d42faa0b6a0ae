from wtforms import TextAreaField
from wtforms.validators import Length

from mentorhub.platform.fields import TextRequired
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

SHORTEST, LONGEST = 10, 300


class ReasonForm(Form):
    """Why a number or an address is needed; the person reads it word for word."""

    reason = TextAreaField(
        _l("Why do you need it?"),
        [
            TextRequired(),
            Length(
                min=SHORTEST,
                max=LONGEST,
                message=_l("Write a reason of 10 to 300 characters: the person reads it."),
            ),
        ],
    )
