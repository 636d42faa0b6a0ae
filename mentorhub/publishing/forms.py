from typing import Any

from wtforms import StringField, TextAreaField
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
    reason = TextAreaField(_l("Why the results are corrected"), [TextRequired(), Length(max=600)])


def prepare_form(ties: list[tuple[Line, ...]], *, corrects: bool = False) -> Form:
    """The form of a publication, with a number to give for each entry of an open tie."""
    orders: dict[str, Any] = {
        f"order_{line.entry.hex}": WholeNumberField(
            _l("Place among equals"), [InputRequired(), NumberRange(1, len(group))]
        )
        for group in ties
        for line in group
    }
    form: Form = type("PrepareFormWithTies", (CorrectForm if corrects else PrepareForm,), orders)()
    return form


def decided_in(form: Form) -> dict[str, int]:
    """{entry id as hex: the jury's order}, as typed."""
    return {
        name.removeprefix("order_"): value
        for name, value in form.answers.items()
        if name.startswith("order_") and value is not None
    }
