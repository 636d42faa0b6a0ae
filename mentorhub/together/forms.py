"""What the two sides write down."""

from wtforms import BooleanField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length

from mentorhub.mentoring.forms import FORMAT_NAMES
from mentorhub.platform.fields import DayField, TextRequired
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l
from mentorhub.together.domain import Rhythm

RHYTHMS = {
    Rhythm.WEEKLY: _l("Every week"),
    Rhythm.TWO_WEEKS: _l("Every two weeks"),
    Rhythm.THREE_WEEKS: _l("Every three weeks"),
    Rhythm.MONTHLY: _l("Once a month"),
}

AGENDA = (
    _l("Who are you? Everybody says what they do, and why they are here."),
    _l("The team tells: what the problem is, for whom, and what was tried."),
    _l("The mentor asks, and gives no advice yet."),
    _l("What would be a good result in three months?"),
    _l("What is hard right now, and what would help first?"),
    _l("How do we work: how often, how, and how fast do we answer?"),
    _l("One next step for each side, with a day."),
)


class CommitmentForm(Form):
    goals = TextAreaField(
        _l("What do you want to reach together?"), [TextRequired(), Length(min=10, max=1000)]
    )
    rhythm = RadioField(
        _l("How often do you meet?"),
        [InputRequired()],
        choices=[Choice(key.value, label) for key, label in RHYTHMS.items()],
        default=Rhythm.TWO_WEEKS.value,
    )
    format = RadioField(
        _l("How do you meet?"),
        [InputRequired()],
        choices=[Choice(key, label) for key, label in FORMAT_NAMES.items()],
        default="online",
    )
    until = DayField(_l("Until when?"), validators=[InputRequired()])
    renews = BooleanField(_l("Go on once more, after the first three months"))

    def keep_to_what_a_minor_may(self) -> None:
        """By phone nobody could watch over it, and it would take a number."""
        self.format.choices = [one for one in self.format.choices if one.value != "phone"]
