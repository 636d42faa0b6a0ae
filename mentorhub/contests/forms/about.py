"""The parts of setting up a contest. Vietnamese is asked for; other languages may be left out."""

from fractions import Fraction
from typing import Any

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.contests.domain.deadline import MOST_GRACE, Late
from mentorhub.contests.domain.eligibility import Terms, counting_day
from mentorhub.contests.models import Contest
from mentorhub.platform.fields import (
    DayField,
    LocalMomentField,
    TextRequired,
    WholeNumberField,
    in_three,
    key,
    texts,
    typed_as,
)
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.platform.text import one_line_break


class Reasoned(Form):
    """A page that changes what everybody has read once the contest is announced."""

    reason = TextAreaField(
        _l("Why? Teams and jurors read this."),
        [Optional(), Length(max=600)],
        filters=[one_line_break],
    )

    def owe_a_reason(self, contest: Contest) -> None:
        """What everybody has read changes with a reason; a draft needs none."""
        if contest.is_announced:
            self.reason.validators = [TextRequired(), Length(max=600)]
            self.reason.flags.required = True

    @property
    def why(self) -> str:
        return self.reason.data or ""


class Part(Reasoned):
    """One page of the set-up; `version` is the contest as it was when the page was opened."""

    version = WholeNumberField(widget=HiddenInput(), validators=[InputRequired()])

    @property
    def claim(self) -> dict[str, Any]:
        """What it rests on, and why."""
        return {"version": self.version.data, "reason": self.why}

    def take_version(self, contest: Contest) -> None:
        """Sending again means: I have seen what the others saved."""
        self.version.data, self.version.raw_data = contest.version, [str(contest.version)]


class WordsForm(Form):
    title_vi, title_en, title_fr = in_three(_l("Title"), most=160)
    summary_vi, summary_en, summary_fr = in_three(_l("In two sentences"), most=600, area=True)
    rules_vi, rules_en, rules_fr = in_three(_l("Rules"), most=20000, area=True)
    host_vi, host_en, host_fr = in_three(_l("Organised by"), most=160)

    def contents(self) -> dict[str, Any]:
        return {
            "title": texts(self, "title"),
            "summary": texts(self, "summary"),
            "rules_text": texts(self, "rules"),
            "host": texts(self, "host"),
        }

    @staticmethod
    def values(contest: Contest) -> dict[str, str]:
        return typed_as(
            title=contest.title,
            summary=contest.summary,
            rules=contest.rules_text,
            host=contest.host,
        )


class WindowForm(Form):
    opens_at = LocalMomentField(_l("Entries open"), validators=[InputRequired()])
    closes_at = LocalMomentField(_l("Deadline for entries"), validators=[InputRequired()])

    def validate_closes_at(self, field: Any) -> None:
        if self.opens_at.data and field.data and field.data <= self.opens_at.data:
            raise ValidationError(_("Entries close before they open."))


class EditForm(WordsForm, Part):
    pass


class SetUpForm(WindowForm, WordsForm):
    unit = SelectField(_l("Unit"), [InputRequired()], coerce=key)

    def contents(self) -> dict[str, Any]:
        window = {"opens_at": self.opens_at.data, "closes_at": self.closes_at.data}
        return {**super().contents(), **window}


class BeginForm(Form):
    """A contest like a template or an earlier one: its name, its place and its dates."""

    unit = SelectField(_l("Unit"), [InputRequired()], coerce=key)
    title_vi, title_en, title_fr = in_three(_l("Title"), most=160)
    opens_at = LocalMomentField(_l("Entries open"), validators=[InputRequired()])
    closes_at = LocalMomentField(_l("Deadline for entries"), validators=[Optional()])

    def validate_closes_at(self, field: Any) -> None:
        if self.opens_at.data and field.data and field.data <= self.opens_at.data:
            raise ValidationError(_("Entries close before they open."))

    def contents(self) -> dict[str, Any]:
        window = {"opens_at": self.opens_at.data, "closes_at": self.closes_at.data}
        return {"title": texts(self, "title"), **window}


class TermsForm(WindowForm, Part):
    age_min = WholeNumberField(_l("Youngest age"), [Optional(), NumberRange(6, 110)])
    age_max = WholeNumberField(_l("Oldest age"), [Optional(), NumberRange(6, 110)])
    ages_on = DayField(_l("Day on which ages are counted"), [Optional()])
    share_in_age = SelectField(
        _l("How many of an entry must be within the ages"),
        [InputRequired()],
        choices=[
            SelectChoice("1", _l("everyone")),
            SelectChoice("3/4", _l("three quarters")),
            SelectChoice("2/3", _l("two thirds")),
            SelectChoice("1/2", _l("half")),
        ],
        default="1",
    )
    team_min = WholeNumberField(_l("Fewest people"), [InputRequired(), NumberRange(1, 10)])
    team_max = WholeNumberField(_l("Most people"), [InputRequired(), NumberRange(1, 10)])

    def validate_age_max(self, field: Any) -> None:
        if self.age_min.data is not None and field.data < self.age_min.data:
            raise ValidationError(_("The highest age lies below the lowest."))

    def validate_team_max(self, field: Any) -> None:
        if self.team_min.data is not None and field.data < self.team_min.data:
            raise ValidationError(_("The largest team is smaller than the smallest."))

    def contents(self) -> dict[str, Any]:
        given = self.answers
        people = {n: given[n] for n in ("age_min", "age_max", "team_min", "team_max")}
        day = given["ages_on"] or counting_day(given["closes_at"].date())
        terms = Terms(day, **people, share_in_age=Fraction(given["share_in_age"]))
        return {"window": (given["opens_at"], given["closes_at"]), "terms": terms}


class LatenessForm(Part):
    grace_minutes = WholeNumberField(
        _l("Minutes of grace"), [InputRequired(), NumberRange(0, MOST_GRACE)]
    )
    late = RadioField(
        _l("An entry that comes later still"),
        [InputRequired()],
        choices=[
            SelectChoice(Late.REFUSE.value, _l("is refused; the draft is kept")),
            SelectChoice(Late.FLAG.value, _l("is taken in and marked; an organiser decides")),
        ],
    )

    def contents(self) -> dict[str, Any]:
        return {"grace_minutes": self.grace_minutes.data, "late": Late(self.late.data)}


class OrganisersForm(Form):
    people = SelectMultipleField(_l("Who runs this contest with you"), coerce=key)


class DeadlineForm(Form):
    closes_at = LocalMomentField(_l("New deadline"), validators=[InputRequired()])
    moves_stages = BooleanField(_l("Move the later stages by as many days"), default=True)
    reason = TextAreaField(
        _l("Why? Teams and jurors read this."),
        [TextRequired(), Length(max=600)],
        filters=[one_line_break],
    )
