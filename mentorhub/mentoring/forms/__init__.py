"""What mentors and teams fill in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import wtforms
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.ideas.forms import label_of
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.mentoring.domain.directory import FORMATS, LANGUAGES
from mentorhub.mentoring.domain.presentation import Presentation
from mentorhub.mentoring.models import MentorProfile
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, daymonth, language
from mentorhub.platform.week import TIME_NAMES, WeekField

MOST_SKILLS = 8
LANGUAGE_NAMES = {
    "vi": _l("Vietnamese"),
    "en": _l("English"),
    "fr": _l("French"),
    "km": _l("Khmer"),
    "cja": _l("Cham"),
}
FORMAT_NAMES = {
    "online": _l("Online"),
    "in_person": _l("In person"),
    "phone": _l("By phone"),
}
REACHES = {
    0: _l("Only in my own commune"),
    10: _l("Up to 10 km"),
    20: _l("Up to 20 km"),
    40: _l("Up to 40 km"),
    60: _l("Up to 60 km"),
    999: _l("Anywhere in the province"),
}
LEVELS = {1: _l("Basic level"), 2: _l("Good level"), 3: _l("Expert level")}
REFUSALS = {
    "full": _l("I have enough teams"),
    "field": _l("It is not my field"),
    "time": _l("My hours do not fit"),
    "other": _l("Something else"),
}


def _whole_or_none(value: Any) -> int | None:
    return None if value in ("", None) else int(value)


def _choices(names: Mapping[Any, Any], order: Iterable[Any] | None = None) -> list[SelectChoice]:
    return [SelectChoice(key, names[key]) for key in order or names]


class SkillRow(wtforms.Form):
    """One skill; an empty row is no skill."""

    name = StringField(_l("Skill"), [Length(max=60)])
    level = SelectField(_l("Level"), coerce=int, default=2, choices=_choices(LEVELS))


class ProfileForm(Form):
    """A mentor's own words; `version` is that of the profile the mentor saw."""

    version = WholeNumberField(widget=HiddenInput(), validators=[Optional()])
    headline = StringField(_l("What do you do?"), [TextRequired(), Length(max=120)])
    bio = TextAreaField(_l("How can you help?"), [TextRequired(), Length(min=20, max=1200)])
    boundaries = TextAreaField(_l("What will you not do?"), [Length(max=400)])
    skills = FieldList(FormField(SkillRow), min_entries=MOST_SKILLS, max_entries=MOST_SKILLS)
    spoken = SelectMultipleField(
        _l("Languages"), [InputRequired()], choices=_choices(LANGUAGE_NAMES, LANGUAGES)
    )
    formats = SelectMultipleField(
        _l("How you meet"), [InputRequired()], choices=_choices(FORMAT_NAMES, FORMATS)
    )
    reach_km = SelectField(
        _l("How far do you come to meet a team?"),
        [Optional()],
        coerce=_whole_or_none,
        choices=[SelectChoice("", _l("Not said")), *_choices(REACHES)],
    )
    free_times = WeekField(_l("Free times"))
    capacity = WholeNumberField(
        _l("Teams at the same time"), [InputRequired(), NumberRange(1, 10)], default=2
    )
    hours_per_month = WholeNumberField(
        _l("Hours a month"), [InputRequired(), NumberRange(1, 60)], default=4
    )

    @classmethod
    def of(cls, profile: MentorProfile | None) -> "ProfileForm":
        """With what the mentor wrote before, in the language of the page where there is one."""
        if profile is None:
            return cls()
        own = "spoken formats reach_km free_times capacity hours_per_month version".split()
        texts = {
            name: getattr(profile, name).in_language(language())
            for name in ("headline", "bio", "boundaries")
        }
        rows = [
            {"name": label_of(concept), "level": level} for concept, level in profile.levels.items()
        ]
        kept = {name: getattr(profile, name) for name in own}
        return cls(**texts, **kept, skills=rows + [{}] * (MOST_SKILLS - len(rows)))

    def validate_skills(self, field: FieldList) -> None:
        if not self.named_skills:
            raise ValidationError(_("Name one skill at least: teams find you by it."))

    @property
    def named_skills(self) -> dict[str, int]:
        """Concept (or what was typed, where the taxonomy has no such word) → level."""
        named = {}
        for row in self.skills.data:
            typed = " ".join((row["name"] or "").split())
            known = taxonomy().find(typed) if typed else None
            if typed:
                named[known.id if known else typed] = row["level"]
        return named

    @property
    def told(self) -> Presentation:
        apart = ("skills", "version")
        answers = {name: value for name, value in self.answers.items() if name not in apart}
        texts = {name: answers[name] or "" for name in ("headline", "bio", "boundaries")}
        named = {"skills": self.named_skills, "language": language()}
        return Presentation(**{**answers, **texts, **named})


class AskForm(Form):
    need = TextAreaField(
        _l("What does the team need most?"), [TextRequired(), Length(min=20, max=1000)]
    )
    first_time = RadioField(_l("When both sides are free"), default="")
    first_meeting = StringField(_l("First meeting"), [Length(max=200)])

    def __init__(self, *, shared: Iterable[tuple[date, str]] = (), **given: Any) -> None:
        """`shared`: the next days and times that suit both, to choose the first meeting from."""
        super().__init__(**given)
        self.shared = {f"{day} {time}": _told(day, time) for day, time in shared}
        another = SelectChoice("", _("Another time, or agreed on later"))
        self.first_time.choices = [*(SelectChoice(*one) for one in self.shared.items()), another]
        if not self.shared:
            self.first_meeting.flags.required = True

    def validate_first_meeting(self, field: StringField) -> None:
        if not (field.data or self.first_time.data):
            raise ValidationError(_("Say when and how you could meet first."))

    @property
    def words(self) -> dict[str, str]:
        """The need, and the first meeting as one line: the time that was chosen, then the text."""
        parts = (self.shared.get(self.first_time.data or ""), self.first_meeting.data)
        return {"need": self.need.data or "", "first_meeting": ", ".join(filter(None, parts))}


def _told(day: date, time: str) -> str:
    return f"{TIME_NAMES[time]} {daymonth(day)}"


class TeamTimesForm(Form):
    free_times = WeekField(_l("When is the team free?"))


def told_refusal(phrases: Mapping[str, Any], reason: str, words: str | None) -> str:
    """The phrase and the words, so that neither is lost; “something else” says nothing itself."""
    if not words:
        return reason
    return words if reason == "other" else f"{phrases[reason]}. {words}"


class RefusalForm(Form):
    reason = RadioField(
        _l("Decline: tell the team why"), [InputRequired()], choices=_choices(REFUSALS)
    )
    words = TextAreaField(_l("In your own words"), [Length(max=500)])
    pause = BooleanField(_l("Send me no more teams for now"))

    def validate_words(self, field: TextAreaField) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError(_("Say in a few words why."))

    @property
    def told(self) -> str:
        """What is kept: the key of the ready phrase, or with words of one's own the whole of it."""
        return told_refusal(REFUSALS, self.reason.data, self.words.data)


class QuestionForm(Form):
    question = TextAreaField(
        _l("What would you like to know?"), [TextRequired(), Length(min=5, max=500)]
    )


class SayMoreForm(Form):
    need = TextAreaField(
        _l("What does the team need most?"), [TextRequired(), Length(min=20, max=1000)]
    )


class EndForm(Form):
    reason = TextAreaField(_l("Why does it end?"), [Length(max=500)])
