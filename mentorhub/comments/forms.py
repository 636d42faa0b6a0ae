"""A comment, and the reason why one is hidden."""

from wtforms import TextAreaField
from wtforms.validators import Length

from mentorhub.comments.domain import LONGEST, WHY_LONGEST
from mentorhub.conversations.forms import no_contact
from mentorhub.platform.fields import TextRequired
from mentorhub.platform.forms import Form, SentOnce
from mentorhub.platform.i18n import _l

_TOO_LONG = _l("At most %(max)d characters.")


class CommentForm(SentOnce):
    text = TextAreaField(
        _l("Your comment"),
        [
            TextRequired(_l("Write something first.")),
            Length(max=LONGEST, message=_TOO_LONG),
            no_contact,
        ],
    )


class HidingForm(Form):
    reason = TextAreaField(
        _l("Reason"),
        [
            TextRequired(_l("Write a reason: its author reads it.")),
            Length(max=WHY_LONGEST, message=_TOO_LONG),
        ],
    )
