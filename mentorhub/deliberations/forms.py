"""What is said in the room, what is put to the vote, and why it was settled so."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from mentorhub.deliberations.models import Answer, Matter
from mentorhub.entries.models import Entry
from mentorhub.platform.fields import TextRequired, WholeNumberField
from mentorhub.platform.forms import Form, SentOnce
from mentorhub.platform.i18n import _l

MATTERS = (
    Choice(Matter.ORDER.value, _l("The order of entries with equal points")),
    Choice(Matter.WITHHOLDING.value, _l("A prize that is not awarded")),
    Choice(Matter.OTHER.value, _l("Something else")),
)
ANSWERS = (
    Choice(Answer.YES.value, _l("In favour")),
    Choice(Answer.NO.value, _l("Against")),
    Choice(Answer.ABSTAIN.value, _l("Neither")),
)


class RemarkForm(SentOnce):
    text = TextAreaField(
        _l("Your remark"), [TextRequired(_l("Write something first.")), Length(max=2000)]
    )


class VoteForm(Form):
    answer = RadioField(_l("Your vote"), [InputRequired()], choices=ANSWERS)


class SettleForm(Form):
    reason = TextAreaField(
        _l("The jury's reason, for the minutes"), [TextRequired(), Length(max=2000)]
    )


class MotionForm(Form):
    matter = RadioField(
        _l("What does the jury vote on?"),
        [InputRequired()],
        choices=MATTERS,
        default=Matter.OTHER.value,
    )
    text = TextAreaField(_l("The words the jury votes on"), [TextRequired(), Length(max=600)])


def motion_form(entries: Sequence[Entry]) -> Form:
    """With a place to give to each entry, for an order among equals."""
    places: dict[str, Any] = {
        f"place_{entry.id.hex}": WholeNumberField(
            _l("Place of %(code)s", code=entry.code), [Optional(), NumberRange(1, len(entries))]
        )
        for entry in entries
    }
    form: Form = type("MotionFormWithPlaces", (MotionForm,), places)()
    return form


def places_in(form: Form) -> dict[UUID, int]:
    return {
        UUID(name.removeprefix("place_")): place
        for name, place in form.answers.items()
        if name.startswith("place_") and place is not None
    }
