"""The fields of a form somebody else has built: one kind of field for each kind of question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from wtforms import (
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, StopValidation
from wtforms.widgets import DateInput

from mentorhub.matching.domain.tags import taxonomy
from mentorhub.platform.db import Translated
from mentorhub.platform.fields import Row, options
from mentorhub.platform.i18n import _, _l, day, decimal, language
from mentorhub.platform.text import one_line_break
from mentorhub.questions.domain.answers import COLUMNS, Unfit, check
from mentorhub.questions.domain.asking import Asked, Kind
from mentorhub.questions.domain.numbers import read_number, write_number
from mentorhub.questions.models import Question

FLAWS = {
    "shape": _l("This cannot be read. Write it again."),
    "long": _l("At most %(bound)s characters."),
    "number": _l("Write a number, such as 12 or 0.5."),
    "day": _l("Write a day, such as 31/12/2026."),
    "low": _l("Not less than %(bound)s."),
    "high": _l("Not more than %(bound)s."),
    "choice": _l("Choose among what is offered."),
    "many": _l("At most %(bound)s."),
    "link": _l("Write a whole address that begins with https://."),
    "nameless": _l("Every row needs a name."),
}


class Fits:
    """The answer passes the same check as everywhere else."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked

    def __call__(self, form: Any, field: Any) -> None:
        try:
            check(self.asked, field.data)
        except Unfit as flaw:
            raise StopValidation(_sentence(flaw)) from flaw


def _sentence(flaw: Unfit) -> str:
    bound = flaw.bound
    if isinstance(bound, date):
        bound = day(bound)
    elif isinstance(bound, int | Decimal):
        bound = decimal(Decimal(bound), max(0, -int(Decimal(bound).as_tuple().exponent)))
    return str(FLAWS[flaw.flaw]) % {"bound": bound}


class NumberField(StringField):
    """Kept in plain writing; what is no number stays as it was typed, for the check to refuse."""

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:  # a box that was not on the page says nothing
            self.data = read_number(valuelist[0], language()) or valuelist[0].strip()

    def _value(self) -> str:
        return write_number(self.data or "", language())


class DayField(StringField):
    """“31/12/2026” where a browser has no calendar; kept as 2026-12-31."""

    widget = DateInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        typed = self.data = valuelist[0].strip()
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                self.data = datetime.strptime(typed, form).date().isoformat()
            except ValueError:
                continue


class SeveralField(SelectMultipleField):
    """In the order of the form, whatever the order of ticking."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.type = "SelectMultipleField"  # it looks like one

    def process_formdata(self, valuelist: list[str]) -> None:
        offered = [one.value for one in self.choices or ()]
        known = [one for one in offered if one in valuelist]
        self.data = known + [one for one in valuelist if one not in offered]


class PersonRow(Row):
    name = StringField(_l("Full name"), [Length(max=COLUMNS["name"])])
    part = StringField(_l("Part in the work"), [Length(max=COLUMNS["part"])])


class PeopleField(FieldList):
    """As many rows as there may be; empty ones say nothing."""

    @property
    def data(self) -> list[dict[str, str]]:
        rows = [{column: row.form[column].data or "" for column in COLUMNS} for row in self.entries]
        return [row for row in rows if any(row.values())]


def field_of(question: Question) -> Any:
    """An unbound field for a question; None for a file, which is given on a page of its own."""
    asked, label = question.asked, question.label.in_language(language())
    checks = [Fits(asked)]
    if asked.kind is Kind.SHORT:
        return StringField(label, checks)
    if asked.kind is Kind.LONG:
        return TextAreaField(label, checks, filters=[one_line_break])
    if asked.kind is Kind.NUMBER:
        return NumberField(label, checks)
    if asked.kind is Kind.DATE:
        return DayField(label, checks)
    if asked.kind is Kind.LINK:
        return StringField(label, checks)
    if asked.kind is Kind.PEOPLE:
        rows = asked.rows
        return PeopleField(FormField(PersonRow), label, checks, min_entries=rows, max_entries=rows)
    if asked.kind is Kind.FILE:
        return None
    offered = [(key, question.choice(key)) for key in asked.choices]
    if asked.kind is Kind.SEVERAL:
        return SeveralField(label, checks, choices=options(offered), validate_choice=False)
    none = ("", _("Choose one"))
    return SelectField(
        label, checks, choices=options([none, *offered]), default="", validate_choice=False
    )


def fields_of(questions: Iterable[Question]) -> dict[str, Any]:
    """By the name of their part of the page."""
    told = {f"q_{question.key}": field_of(question) for question in questions}
    return {name: field for name, field in told.items() if field is not None}


@dataclass(frozen=True, slots=True)
class Line:
    """A question as the page shows it, and when: part → the values that call for it."""

    question: Question
    field: Any
    only_if: dict[str, list[str]]
    reason: str


def lines_of(questions: Sequence[Question], form: Any, *, with_stage: bool = True) -> list[Line]:
    """What the page of an entry asks, in order; `with_stage` says of each of whom it is asked."""
    known = {question.key: question for question in questions}
    fields = {field.name: field for field in form}
    return [
        Line(
            question,
            fields.get(f"q_{question.key}"),
            _only_if(question, known),
            _reason(question, known, with_stage=with_stage),
        )
        for question in questions
    ]


def _only_if(question: Question, known: dict[str, Question]) -> dict[str, list[str]]:
    called = {"sector": list(question.sectors)} if question.sectors else {}
    if question.depends_on in known:
        called[f"q_{question.depends_on}"] = [question.depends_value]
    return called


def _reason(question: Question, known: dict[str, Question], *, with_stage: bool) -> str:
    """In a sentence, for those without script and for those who cannot see it come and go."""
    told = []
    if with_stage and question.stage > 1:
        names = [stage.name for stage in question.contest.judged_stages]
        told.append(_("Asked of: %(whom)s.", whom=stage_in_words(question.stage, names)))
    if question.sectors:
        fields = ", ".join(sector_name(one) for one in question.sectors)
        told.append(_("Only for the field: %(fields)s.", fields=fields))
    if other := known.get(question.depends_on):
        asked, answer = other.label, other.choice(question.depends_value)
        told.append(
            _(
                "Only if “%(question)s” is answered with “%(answer)s”.",
                question=asked.in_language(language()),
                answer=answer.in_language(language()),
            )
        )
    return " ".join(told)


def stage_in_words(at: int, names: Sequence[Translated]) -> str:
    """Of whom a question of this stage is asked; `names` are those of the stages of judging."""
    if at == 1:
        return str(_("Everybody who enters"))
    if at > len(names):
        return str(_("Nobody: the stage it belongs to is not planned"))
    return str(_("Those who go on to “%(stage)s”", stage=names[at - 1].in_language(language())))


def sector_name(key: str) -> str:
    sector = taxonomy().sectors.get(key)
    return sector.label(language()) if sector else key
