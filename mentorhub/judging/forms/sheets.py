"""What jurors and organisers fill in. Points are read as people write them: 8,5 or 8.5."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from wtforms import (
    HiddenField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from mentorhub.contests.models import RubricLine
from mentorhub.judging.domain.scoring import Criterion, Given
from mentorhub.judging.models import Scorecard, criterion
from mentorhub.judging.queries import Sheet
from mentorhub.platform.db import Translated
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l, decimal, language

MOST_RADIOS = 10


class PointsField(StringField):
    """Points on a criterion's scale, or nothing yet; `data` is a Decimal or None."""

    def __init__(self, criterion: Criterion[UUID], **options: Any) -> None:
        super().__init__(**options)
        self.criterion = criterion
        self.given: Decimal | None = None

    def process_data(self, value: Decimal | None) -> None:
        self.given, self.data = value, written(value)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.given = None

    def pre_validate(self, form: Form) -> None:
        typed = (self.data or "").strip().replace(",", ".")
        self.given = self._read(typed) if typed else None

    def _read(self, typed: str) -> Decimal:
        try:
            points = Decimal(typed)
        except InvalidOperation:
            raise ValidationError(_("Write a number.")) from None
        if not self.criterion.allows(points):
            top, step = written(self.criterion.maximum), written(self.criterion.step)
            raise ValidationError(
                _("From 0 to %(maximum)s in steps of %(step)s.", maximum=top, step=step)
            )
        return points


def written(points: Decimal | None) -> str:
    """As this reader writes it, without needless zeros: 8,5 · 9."""
    if points is None:
        return ""
    shown = decimal(points)
    return shown.rstrip("0").rstrip(",.") if shown[-1:] == "0" else shown


class ScoresheetForm(Form):
    version = WholeNumberField(validators=[InputRequired()], widget=HiddenInput())
    key = HiddenField(validators=[Optional(), Length(max=64)])
    feedback = TextAreaField(_l("Message to the team"), [Length(max=3000)], default="")


def scoresheet_form(card: Scorecard, sheet: Sheet) -> Form:
    """A form with points and a note for each criterion, filled with what is stored."""
    data = {"version": card.version, "key": uuid4().hex, "feedback": card.feedback}
    for line, mark, _is_scoring in sheet:
        data[f"points_{line.id.hex}"] = mark.points if mark else None
        data[f"note_{line.id.hex}"] = mark.note if mark else ""
    name = language()
    rubric = [(criterion(line), line.name.in_language(name)) for line, *_ in sheet]
    return _form_for(*rubric)(data=data)


@lru_cache(maxsize=64)
def _form_for(*rubric: tuple[Criterion[UUID], str]) -> type[ScoresheetForm]:
    """One class for each rubric and language: making one costs as much as filling it."""
    fields: dict[str, Any] = {}
    for line, name in rubric:
        fields[f"points_{line.key.hex}"] = PointsField(line, label=name)
        fields[f"note_{line.key.hex}"] = TextAreaField(_l("Note"), [Length(max=2000)])
    return type("CardForm", (ScoresheetForm,), fields)


def given_in(form: Form) -> dict[UUID, Given]:
    names = [field.name[7:] for field in form if isinstance(field, PointsField)]
    return {
        UUID(name): Given(form[f"points_{name}"].given, form[f"note_{name}"].data or "")
        for name in names
    }


def differences(form: Form, card: Scorecard, sheet: Sheet) -> dict[str, dict[str, str]]:
    """{field: its label, what was typed and what is stored} where these differ."""
    given = given_in(form)
    label = str(form["feedback"].label.text)
    found = {"feedback": (label, form.feedback.data or "", card.feedback)}
    for line, mark, _is_scoring in sheet:
        mine, stored = given[line.id], Given(mark.points, mark.note) if mark else Given()
        name = str(form[f"points_{line.id.hex}"].label.text)
        found[f"points_{line.id.hex}"] = name, written(mine.points), written(stored.points)
        found[f"note_{line.id.hex}"] = name, mine.note, stored.note
    return {
        name: {"label": label, "yours": yours, "stored": stored}
        for name, (label, yours, stored) in found.items()
        if yours != stored
    }


@dataclass(frozen=True)
class Scale:
    """A criterion's points as its page writes them: each with its band, and what bands mean."""

    top: str
    marks: tuple[tuple[Decimal, str, int | None], ...]
    bands: tuple[tuple[str, str], ...]


def criteria_of(form: Form, sheet: Sheet, note_below: int | None) -> list[dict[str, Any]]:
    """What the page needs of each criterion: its scale, and what is typed so far.

    Less than `note_below` per cent of its points need a note.
    """
    name = language()
    return [_criterion_shown(form, line, name, note_below) for line, _mark, _is_scoring in sheet]


def _criterion_shown(
    form: Form, line: RubricLine, name: str, note_below: int | None
) -> dict[str, Any]:
    points = form[f"points_{line.id.hex}"]
    bands = ((a["from"], a["to"], Translated(a["text"]).in_language(name)) for a in line.anchors)
    scale = _scale(line.max_points, line.step, tuple(bands), name)
    return {
        "line": line,
        "points": points,
        "note": form[f"note_{line.id.hex}"],
        "value": points.given if scale.marks else points.data,
        "scale": scale,
        "note_below": written(line.max_points * note_below / 100) if note_below else "",
    }


@lru_cache(maxsize=256)
def _scale(
    top: Decimal, step: Decimal, bands: tuple[tuple[str, str, str], ...], _language: str
) -> Scale:
    """Kept, for it changes with nothing but the rubric and the language."""
    marks = [position * step for position in range(int(top / step) + 1)]
    ends = [Decimal(high) for _low, high, _text in bands]
    return Scale(
        top=written(top),
        marks=tuple((mark, written(mark), _band(mark, ends)) for mark in marks)
        if top / step <= MOST_RADIOS
        else (),
        bands=tuple((_span(Decimal(low), Decimal(high)), text) for low, high, text in bands),
    )


def _band(mark: Decimal, ends: Sequence[Decimal]) -> int | None:
    return next((place for place, end in enumerate(ends, 1) if mark <= end), None)


def _span(low: Decimal, high: Decimal) -> str:
    return written(low) if low == high else f"{written(low)}–{written(high)}"


def show_stored_version(form: Form, card: Scorecard) -> None:
    """After a refusal: sending again what was typed is now a decision, not an accident."""
    form.version.raw_data, form.version.data = None, card.version
    form.key.data = uuid4().hex


class InviteForm(Form):
    label = StringField(_l("Name"), [TextRequired(), Length(max=120)])
    address = StringField(_l("Phone or e-mail of the account"), [Optional(), Length(max=254)])


class ReasonForm(Form):
    reason = TextAreaField(_l("Reason"), [TextRequired(), Length(min=10, max=600)])
