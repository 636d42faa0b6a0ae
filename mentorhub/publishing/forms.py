from collections.abc import Mapping
from typing import Any
from uuid import UUID

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from mentorhub.contests.models import Contest
from mentorhub.platform.fields import TextRequired, WholeNumberField, key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.publishing.domain import Line

Reasons = Mapping[str, str]
"""By the name of the field they belong in."""


class PrepareForm(Form):
    decision_number = StringField(
        _l("Number of the decision"), [Optional(), Length(max=60)], default=""
    )
    withheld = SelectMultipleField(_l("Prizes that are not given"), coerce=key)
    withheld_reason = TextAreaField(
        _l("Why is a prize not given? Everybody reads this."),
        [Optional(), Length(max=600)],
        default="",
    )
    note = TextAreaField(_l("Note under the results"), [Optional(), Length(max=600)], default="")

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        if self.withheld.data and not (self.withheld_reason.data or "").strip():
            self.withheld_reason.errors = [_("Write why a prize is not given.")]
            return False
        return fine


def withheld_in(contest: Contest) -> list[UUID]:
    """Which prizes were ticked as not given, before ties are looked for: they depend on it."""
    form = PrepareForm()
    offer_prizes(form, contest)
    known = {award.id for award in contest.awards}
    return [one for one in form.withheld.data or () if one in known] if form.is_submitted() else []


def offer_prizes(form: Form, contest: Contest) -> None:
    form.withheld.choices = options((award.id, award.name) for award in contest.awards)


def prepare_form(
    contest: Contest, ties: list[tuple[Line, ...]], decided: Mapping[str, int], reasons: Reasons
) -> Form:
    """The form of a publication, with a number to give for each entry of an open tie, and why.

    It begins with what the jury voted on in its deliberation.
    """
    orders: dict[str, Any] = {
        f"order_{line.entry.hex}": WholeNumberField(
            _l("Place among equals"), [InputRequired(), NumberRange(1, len(group))]
        )
        for group in ties
        for line in group
    }
    if ties:
        orders["tie_reason"] = TextAreaField(
            _l("Why did the jury decide so? Everybody reads this."),
            [TextRequired(), Length(max=600)],
        )
    form: Form = type("PrepareFormWithTies", (PrepareForm,), orders)(
        **{f"order_{entry}": place for entry, place in decided.items()}, **reasons
    )
    offer_prizes(form, contest)
    return form


def decided_in(form: Form) -> dict[str, int]:
    """{entry id as hex: the jury's order}, as typed."""
    return {
        name.removeprefix("order_"): value
        for name, value in form.answers.items()
        if name.startswith("order_") and value is not None
    }
