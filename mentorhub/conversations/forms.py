from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from mentorhub.conversations.domain import LONGEST
from mentorhub.platform.fields import options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l


class MessageForm(Form):
    text = TextAreaField(_l("Your message"), [InputRequired(), Length(max=LONGEST)])


class ReportForm(Form):
    text = TextAreaField(_l("What happened?"), [InputRequired(), Length(max=LONGEST)])
    about = StringField(_l("Whom or what is it about?"), [Length(max=200)])
    page = HiddenField(validators=[Length(max=300)])
    thread = HiddenField(validators=[Length(max=36)])


class DecisionForm(Form):
    decision = RadioField(
        _l("What follows?"),
        [InputRequired()],
        choices=options(
            [
                ("lift", _l("Nothing unsafe was found: the conversation goes on")),
                ("keep", _l("It stays closed")),
            ]
        ),
    )
    reason = TextAreaField(_l("Reason"), [InputRequired(), Length(max=LONGEST)])
