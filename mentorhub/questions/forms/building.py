"""The pages on which an organiser builds a form."""

from collections.abc import Sequence
from typing import Any

from wtforms import (
    BooleanField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.contests.domain.eligibility import NO_LIMITS
from mentorhub.contests.forms import Reasoned
from mentorhub.contests.models import Contest
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.db import Translated
from mentorhub.platform.fields import WholeNumberField, in_three, options, texts, typed_as
from mentorhub.platform.i18n import LANGUAGES, _, _l, language
from mentorhub.questions.domain.asking import (
    MOST_CHOICES,
    PARTS,
    UNLIMITED,
    WITH_CHOICES,
    Asked,
    Kind,
    Unsound,
)
from mentorhub.questions.domain.numbers import read_number, write_number
from mentorhub.questions.forms.answering import stage_in_words
from mentorhub.questions.models import Question

KINDS = {
    Kind.SHORT: _l("Short text"),
    Kind.LONG: _l("Long text"),
    Kind.NUMBER: _l("Number"),
    Kind.DATE: _l("Date"),
    Kind.CHOICE: _l("One choice"),
    Kind.SEVERAL: _l("Several choices"),
    Kind.LINK: _l("Link"),
    Kind.FILE: _l("File"),
    Kind.PEOPLE: _l("Table of people"),
}
BOUNDS = {
    Kind.SHORT: (_l("Fewest characters"), _l("Most characters")),
    Kind.LONG: (_l("Fewest characters"), _l("Most characters")),
    Kind.NUMBER: (_l("Smallest number"), _l("Largest number")),
    Kind.DATE: (_l("Earliest day"), _l("Latest day")),
    Kind.SEVERAL: (_l("Fewest choices"), _l("Most choices")),
    Kind.FILE: (_l("Fewest files"), _l("Most files")),
    Kind.PEOPLE: (_l("Fewest rows"), _l("Most rows")),
}
FLAWS = {
    ("choices", "few"): _l("Write at least two choices."),
    ("choices", "many"): _l("At most %(most)s choices."),
    "unreadable": _l("This is no limit for such an answer."),
    "high": _l("More than is possible here."),
    "backwards": _l("The upper limit lies below the lower one."),
}
NAMES = {"summary": _l("Summary"), "benefit": _l("Benefit"), "link": _l("Link")}
ALWAYS = ""
AS_STORED = ("version", "is_required", "names_people", "sectors")


class PartsForm(Reasoned):
    """Which of the fixed parts have to be filled in."""

    parts = SelectMultipleField(_l("Has to be filled in"))

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.parts.choices = options((name, NAMES[name]) for name in PARTS)


class RemovalForm(Reasoned):
    """Whether a question is really taken out, and why."""


class QuestionForm(Reasoned):
    version = WholeNumberField(widget=HiddenInput(), validators=[Optional()])
    label_vi, label_en, label_fr = in_three(_l("Question"), most=200)
    help_vi, help_en, help_fr = in_three(_l("Help"), most=500, area=True, needed=False)
    choices_vi, choices_en, choices_fr = in_three(_l("Choices"), most=4000, area=True)
    is_required = BooleanField(_l("Has to be answered"))
    least = StringField(validators=[Optional(), Length(max=20)])
    most = StringField(validators=[Optional(), Length(max=20)])
    sectors = SelectMultipleField(_l("Only in these fields"))
    stage = SelectField(_l("Of whom it is asked"), coerce=int, default=1)
    depends = SelectField(_l("When it is asked"), default=ALWAYS)
    names_people = BooleanField(_l("The answer tells who wrote the entry"))

    def __init__(
        self, kind: Kind, before: Sequence[Question], contest: Contest | None = None, **given: Any
    ) -> None:
        super().__init__(**given)
        self.kind = kind
        limits = contest.limits if contest else NO_LIMITS
        self._offer_stages([stage.name for stage in contest.judged_stages] if contest else [])
        sectors = [one for one in taxonomy().sectors.values() if limits.admits(one.id)]
        self.sectors.choices = options((one.id, one.label(language())) for one in sectors)
        self.depends.choices = options([(ALWAYS, _("Always")), *_conditions(before)])
        self._fit_to_kind()

    def _offer_stages(self, names: Sequence[Translated]) -> None:
        """Those to which entries go on; where nothing follows the first, nothing is chosen."""
        present = self["stage"].object_data or 1
        if len(names) < 2 and present == 1:
            del self["stage"]
            return
        known = [(at, stage_in_words(at, names)) for at in range(1, max(len(names), present) + 1)]
        self["stage"].choices = options(known)

    def _fit_to_kind(self) -> None:
        if self.kind not in WITH_CHOICES:
            for tongue in LANGUAGES:
                del self[f"choices_{tongue}"]
        if self.kind in UNLIMITED:
            del self["least"], self["most"]
        else:
            self["least"].label.text, self["most"].label.text = BOUNDS[self.kind]
        if self.kind is Kind.PEOPLE:
            del self["names_people"]  # it always does

    def validate_choices_en(self, field: Any) -> None:
        self._same_lines(field)

    def validate_choices_fr(self, field: Any) -> None:
        self._same_lines(field)

    def _same_lines(self, field: Any) -> None:
        if field.data and len(lines(field.data)) != len(lines(self["choices_vi"].data)):
            raise ValidationError(_("A translation has as many lines as the Vietnamese."))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            self._asked().check()
        except Unsound as flaw:
            name = "choices_vi" if flaw.part == "choices" else flaw.part
            said = FLAWS.get((flaw.part, flaw.flaw)) or FLAWS[flaw.flaw]
            self[name].errors = [str(said) % {"most": MOST_CHOICES}]
            return False
        return True

    def _asked(self) -> Asked:
        names = tuple(str(one) for one in range(len(self.choices)))
        least, most = self._limit("least"), self._limit("most")
        return Asked("", self.kind, least=least, most=most, choices=names)

    def _limit(self, name: str) -> str:
        typed = self[name].data or "" if name in self else ""
        if self.kind is Kind.NUMBER:
            return read_number(typed, language()) or typed
        return typed

    @property
    def choices(self) -> list[Translated]:
        """One on each line; a line in another language belongs to the Vietnamese beside it."""
        if "choices_vi" not in self:
            return []
        columns = {tongue: lines(self[f"choices_{tongue}"].data) for tongue in LANGUAGES}
        return [
            Translated({tongue: column[at] for tongue, column in columns.items() if column})
            for at in range(len(columns["vi"]))
        ]

    def contents(self) -> dict[str, Any]:
        depends_on, _colon, depends_value = (self.depends.data or "").partition(":")
        return {
            "reason": self.why,
            "label": texts(self, "label"),
            "help": texts(self, "help"),
            "choices": self.choices,
            "is_required": self.is_required.data,
            "least": self._limit("least"),
            "most": self._limit("most"),
            "sectors": [one.value for one in self.sectors.choices if one.value in self._sectors],
            "depends_on": depends_on,
            "depends_value": depends_value,
            "stage": self["stage"].data if "stage" in self else 1,
            "names_people": bool("names_people" in self and self["names_people"].data),
        }

    @property
    def _sectors(self) -> list[str]:
        return self.sectors.data or []

    def take_version(self, question: Question) -> None:
        """Sending again means: I have seen what the others saved."""
        self.version.data, self.version.raw_data = question.version, [str(question.version)]

    @staticmethod
    def values(question: Question) -> dict[str, Any]:
        columns = {
            f"choices_{tongue}": "\n".join(one["label"].get(tongue, "") for one in question.choices)
            for tongue in LANGUAGES
        }
        limits = {name: getattr(question, name) for name in ("least", "most")}
        if question.kind is Kind.NUMBER:
            limits = {name: write_number(text, language()) for name, text in limits.items()}
        depends = (
            f"{question.depends_on}:{question.depends_value}" if question.depends_on else ALWAYS
        )
        return {
            **typed_as(label=question.label, help=question.help),
            **{name: text for name, text in columns.items() if text.strip()},
            **limits,
            "depends": depends,
            **{
                n: getattr(question, n)
                for n in ("version", "is_required", "names_people", "sectors", "stage")
            },
        }


def lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _conditions(before: Sequence[Question]) -> list[tuple[str, str]]:
    """Only questions with choices that come before: no circles, and it reads downwards."""
    return [
        (
            f"{one.key}:{choice['key']}",
            _(
                "Only if “%(question)s” is answered with “%(answer)s”.",
                question=one.label.in_language(language()),
                answer=one.choice(choice["key"]).in_language(language()),
            ),
        )
        for one in before
        if one.has_choices
        for choice in one.choices
    ]
