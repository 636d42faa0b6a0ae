"""Deciding, answering, noting what was seen."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from mentorhub.eligibility.domain.standing import Verdict
from mentorhub.entries.domain import ANSWERS, FILES, PEOPLE, TEXTS
from mentorhub.platform.clock import LOCAL, today
from mentorhub.platform.fields import DayField, TextRequired, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l

DAYS_TO_ANSWER = 3
LONGEST_DAYS = 60
PARTS = {
    "title": _l("Title of the entry"),
    "sector": _l("Field"),
    "summary": _l("In a few sentences"),
    "problem": _l("The problem"),
    "solution": _l("The solution"),
    "benefit": _l("What gets better"),
    "link": _l("Link to a video or pictures"),
    PEOPLE: _l("Who takes part"),
    FILES: _l("Files"),
    ANSWERS: _l("What this contest asks"),
}
assert set(PARTS) == {*TEXTS, PEOPLE, FILES, ANSWERS}


class DecisionForm(Form):
    seen = HiddenField(validators=[Optional(), Length(max=160)])
    verdict = RadioField(
        _l("What becomes of it?"),
        [InputRequired()],
        choices=[
            SelectChoice(Verdict.ADMITTED.value, _l("It goes on to the jury")),
            SelectChoice(Verdict.MORE_NEEDED.value, _l("We ask the team for more")),
            SelectChoice(Verdict.REFUSED.value, _l("It is not admitted")),
        ],
    )
    words = TextAreaField(_l("What the team reads"), [Optional(), Length(max=1000)])
    parts = SelectMultipleField(_l("What the team may change"))
    until = DayField(_l("Answer by the end of"), [Optional()])

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.parts.choices = options(PARTS.items())

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        asks = self.verdict.data == Verdict.MORE_NEEDED.value
        if self.verdict.data != Verdict.ADMITTED.value and not self.words.data:
            missing = _("Write what is missing or not clear.") if asks else _("Write why.")
            self.words.errors = [missing]
            return False
        if asks and not self.until.errors and not _is_near(self.until.data):
            self.until.errors = [_("Choose a day within the next 60 days.")]
            return False
        return fine

    @property
    def decision(self) -> dict[str, Any]:
        verdict = Verdict(self.verdict.data)
        asks = verdict is Verdict.MORE_NEEDED
        words = "" if verdict is Verdict.ADMITTED else self.words.data or ""
        return {
            "verdict": verdict,
            "words": words,
            "parts": self.parts.data or [] if asks else [],
            "until": _end_of(self.until.data) if asks else None,
            "seen": self.seen.data or "",
        }


def _is_near(day: date | None) -> bool:
    return day is not None and today() <= day <= today() + timedelta(days=LONGEST_DAYS)


def _end_of(day: date) -> datetime:
    """Its last second: read anywhere, it is still the day that was chosen."""
    return datetime.combine(day, time(23, 59), LOCAL)


class RecommendationForm(Form):
    advised = RadioField(
        _l("What do you recommend?"),
        [InputRequired()],
        choices=[
            SelectChoice(Verdict.ADMITTED.value, _l("It goes on to the jury")),
            SelectChoice(Verdict.MORE_NEEDED.value, _l("Ask the team for more")),
            SelectChoice(Verdict.REFUSED.value, _l("It is not admitted")),
        ],
    )
    why = TextAreaField(_l("What is missing, or why"), [Optional(), Length(max=1000)])
    parts = SelectMultipleField(_l("What the team may change"))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.parts.choices = options(PARTS.items())

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        needs_words = self.advised.data in (Verdict.MORE_NEEDED.value, Verdict.REFUSED.value)
        if needs_words and not (self.why.data or "").strip():
            self.why.errors = [_("Write what is missing, or why.")]
            return False
        return fine

    @property
    def recommendation(self) -> dict[str, Any]:
        verdict = Verdict(self.advised.data)
        words = "" if verdict is Verdict.ADMITTED else (self.why.data or "").strip()
        parts = self.parts.data or [] if verdict is Verdict.MORE_NEEDED else []
        return {"verdict": verdict, "words": words, "parts": parts}


class ChosenForm(Form):
    """The entries a page showed as clear; which of them still are is asked of the rows."""

    entries = SelectMultipleField(
        _l("Entries"), [InputRequired()], coerce=UUID, validate_choice=False, choices=[]
    )


class UndoForm(Form):
    decision = HiddenField(validators=[InputRequired(), Length(max=40)])


class SightForm(Form):
    document = HiddenField(validators=[InputRequired(), Length(max=40)])
    person = HiddenField(validators=[Optional(), Length(max=40)])
    seen = HiddenField(validators=[Optional(), Length(max=1)])


class AnswerForm(Form):
    words = TextAreaField(_l("Your answer"), [TextRequired(), Length(max=2000)])
