"""What the two sides write down."""

from datetime import datetime

import wtforms
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp, ValidationError

from mentorhub.mentoring.forms import FORMAT_NAMES
from mentorhub.platform.fields import DayField, LocalMomentField, TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.together.actions import Step
from mentorhub.together.domain import LENGTHS, MOST_STEPS, Rhythm, Side

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


class ProposalForm(Form):
    first = LocalMomentField(_l("First time"), validators=[InputRequired()])
    second = LocalMomentField(_l("Second time"), validators=[Optional()])
    third = LocalMomentField(_l("Third time"), validators=[Optional()])
    minutes = SelectField(
        _l("How long?"),
        coerce=int,
        default=60,
        choices=[Choice(many, _l("%(minutes)s minutes", minutes=many)) for many in LENGTHS],
    )
    format = RadioField(
        _l("How do you meet?"),
        [InputRequired()],
        choices=[Choice(key, label) for key, label in FORMAT_NAMES.items()],
        default="online",
    )
    place = StringField(_l("Where?"), [Length(max=200)])
    beside = StringField(_l("Which second adult is there?"), [Length(max=120)])

    def keep_to_what_a_minor_may(self) -> None:
        """By phone nobody could watch over it, and it would take a number."""
        self.format.choices = [one for one in self.format.choices if one.value != "phone"]

    @property
    def times(self) -> list[datetime]:
        return [one.data for one in (self.first, self.second, self.third) if one.data]


class ChoiceForm(Form):
    """The button of one proposed time."""

    at = HiddenField(validators=[InputRequired()])

    def validate_at(self, field: HiddenField) -> None:
        if self.moment is None:
            raise ValidationError(_("Choose one of the proposed times."))

    @property
    def moment(self) -> datetime | None:
        try:
            found = datetime.fromisoformat(self.at.data or "")
        except ValueError:
            return None
        return found if found.tzinfo else None


class RoomForm(Form):
    room = StringField(
        _l("Address of the call"),
        [
            TextRequired(),
            Length(max=300),
            Regexp(
                r"https://[^\s<>\"]+\Z", message=_l("Copy the whole address, from https:// on.")
            ),
        ],
    )


class StepRow(wtforms.Form):
    """One next step; an empty row is none."""

    text = StringField(_l("Next step"), [Length(max=200)])
    side = SelectField(
        _l("Whose?"),
        choices=[
            Choice(Side.TEAM.value, _l("The team")),
            Choice(Side.MENTOR.value, _l("The mentor")),
        ],
    )
    due = DayField(_l("Until"), validators=[Optional()])


class NotesForm(Form):
    minutes = WholeNumberField(
        _l("How many minutes did you meet?"), [InputRequired(), NumberRange(5, 480)]
    )
    done = TextAreaField(_l("What did you do?"), [TextRequired(), Length(max=500)])
    decided = TextAreaField(_l("What did you decide?"), [Length(max=500)])
    steps = FieldList(FormField(StepRow), min_entries=MOST_STEPS, max_entries=MOST_STEPS)

    def validate_steps(self, field: FieldList) -> None:
        if any(row["text"] and not row["due"] for row in field.data):
            raise ValidationError(_("Give each next step a day."))

    @property
    def named_steps(self) -> list[Step]:
        rows = [row for row in self.steps.data if row["text"]]
        return [Step(row["text"], Side(row["side"]), row["due"]) for row in rows]


REACHED = {
    4: _l("All we wanted"),
    3: _l("Most of it"),
    2: _l("A part of it"),
    1: _l("Nothing yet"),
}


class ReviewForm(Form):
    reached = RadioField(
        _l("What have you reached?"),
        [InputRequired()],
        coerce=int,
        choices=[Choice(many, label) for many, label in REACHED.items()],
    )
    told = TextAreaField(
        _l("To the other side: what was good, what would help more?"),
        [TextRequired(), Length(max=600)],
    )
    confided = TextAreaField(_l("To the Youth Union alone"), [Length(max=600)])
