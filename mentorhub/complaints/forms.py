from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length

from mentorhub.complaints.models import Kind
from mentorhub.platform.fields import TextRequired
from mentorhub.platform.forms import Form, SentOnce
from mentorhub.platform.i18n import _l

KINDS = {
    Kind.ARITHMETIC: _l("The points were added up wrongly"),
    Kind.ELIGIBILITY: _l("An entry had no right to take part"),
    Kind.PROCEDURE: _l("A rule of the contest was not kept"),
}


class ComplaintForm(SentOnce):
    kind = RadioField(
        _l("What is it about?"),
        [InputRequired()],
        choices=[Choice(kind.value, words) for kind, words in KINDS.items()],
    )
    text = TextAreaField(_l("What happened?"), [TextRequired(), Length(min=20, max=3000)])


class AnswerForm(Form):
    upheld = RadioField(
        _l("The complaint is"),
        [InputRequired()],
        choices=[Choice("yes", _l("justified")), Choice("no", _l("not justified"))],
    )
    answer = TextAreaField(_l("Answer to the team"), [TextRequired(), Length(min=20, max=3000)])
