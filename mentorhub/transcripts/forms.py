"""What organisers, secretaries and jurors fill in about paper sheets."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from mentorhub.judging.domain.scoring import Given
from mentorhub.judging.forms import criteria_of, scoresheet_form
from mentorhub.judging.forms.sheets import written
from mentorhub.judging.models import Mark, Scorecard
from mentorhub.judging.queries import Sheet
from mentorhub.platform.fields import TextRequired
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l
from mentorhub.transcripts.models import PaperSheet


class SecretaryForm(Form):
    label = StringField(_l("Name"), [TextRequired(), Length(max=120)])
    address = StringField(_l("Phone or e-mail of the account"), [TextRequired(), Length(max=254)])


class DutyForm(Form):
    secrecy = BooleanField(
        _l("I tell nobody what I read on the sheets, and keep no copy."),
        [DataRequired(_l("Without this nobody types sheets."))],
    )


class FindForm(Form):
    code = StringField(_l("Code of the sheet"), [TextRequired(), Length(max=40)])


class RemarkForm(Form):
    remark = TextAreaField(
        _l("What does not agree with the paper?"), [TextRequired(), Length(max=600)]
    )


class ObjectionForm(Form):
    reason = TextAreaField(
        _l("What does not agree with your paper?"), [TextRequired(), Length(min=10, max=600)]
    )


def typing_form(paper: PaperSheet, sheet: Sheet, typed: Mapping[UUID, Given], words: str) -> Form:
    """The juror's own form, filled with what this person typed and never with what a card holds."""
    rows: Any = [
        (
            line,
            Mark(points=one.points, note=one.note) if (one := typed.get(line.id)) else None,
            True,
        )
        for line, _mark, _is_scoring in sheet
    ]
    return scoresheet_form(Scorecard(version=paper.version, feedback=words), rows)


def typed_criteria(form: Form, sheet: Sheet, note_below: int | None) -> list[dict[str, Any]]:
    """Each criterion with its fields; points are typed as figures, whatever the scale."""
    return [
        one | {"value": one["points"].data, "step": written(one["line"].step)}
        for one in criteria_of(form, sheet, note_below)
    ]
