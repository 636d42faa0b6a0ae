from collections.abc import Sequence
from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from mentorhub.platform.fields import LocalMomentField, TextRequired, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l
from mentorhub.publishing.domain import Line


class PrepareForm(Form):
    publish_at = LocalMomentField(_l("Public from"), [Optional()])
    decision_number = StringField(
        _l("Number of the decision"), [Optional(), Length(max=60)], default=""
    )
    note = TextAreaField(_l("Note under the results"), [Optional(), Length(max=600)], default="")


class CorrectForm(PrepareForm):
    without = SelectMultipleField(
        _l("Entries that had no right to take part"), [Optional()], choices=[]
    )
    reason = TextAreaField(_l("Why the results are corrected"), [TextRequired(), Length(max=600)])


def prepare_form(
    ties: list[tuple[Line, ...]], *, corrected: Sequence[tuple[str, str]] | None = None
) -> Form:
    """The form of a publication, with a number to give for each entry of an open tie.

    `corrected` are the entries a correction may leave out: (id in hexadecimal, as it is called).
    """
    orders: dict[str, Any] = {
        f"order_{line.entry.hex}": WholeNumberField(
            _l("Place among equals"), [InputRequired(), NumberRange(1, len(group))]
        )
        for group in ties
        for line in group
    }
    kind = PrepareForm if corrected is None else CorrectForm
    form: Form = type("PrepareFormWithTies", (kind,), orders)()
    if corrected is not None:
        form["without"].choices = [Choice(key, called) for key, called in corrected]
    return form


class HoldForm(Form):
    reason = StringField(_l("Reason"), [TextRequired(), Length(min=5, max=300)])


def decided_in(form: Form) -> dict[str, int]:
    """{entry id as hex: the jury's order}, as typed."""
    return {
        name.removeprefix("order_"): value
        for name, value in form.answers.items()
        if name.startswith("order_") and value is not None
    }
