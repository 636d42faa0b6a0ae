from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from mentorhub.contests.models import Contest
from mentorhub.platform.fields import (
    LocalMomentField,
    TextRequired,
    WholeNumberField,
    key,
    options,
)
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.publishing.domain import Decisions, Imprint, Line


class PrepareForm(Form):
    publish_at = LocalMomentField(_l("Public from"), [Optional()])
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


class CorrectForm(PrepareForm):
    without = SelectMultipleField(
        _l("Entries that had no right to take part"), [Optional()], choices=[]
    )
    reason = TextAreaField(_l("Why the results are corrected"), [TextRequired(), Length(max=600)])


def withheld_in(contest: Contest, before: Collection[UUID] = ()) -> list[UUID]:
    """Which prizes are ticked as not given, before ties are looked for: they depend on it.

    `before` are those the form begins with.
    """
    form = PrepareForm()
    offer_prizes(form, contest)
    if not form.is_submitted():
        return list(before)
    known = {award.id for award in contest.awards}
    return [one for one in form.withheld.data or () if one in known]


def offer_prizes(form: Form, contest: Contest) -> None:
    form.withheld.choices = options((award.id, award.name) for award in contest.awards)


def prepare_form(
    contest: Contest,
    ties: Sequence[tuple[Line, ...]],
    start: Decisions,
    *,
    corrected: Sequence[tuple[str, str]] | None = None,
) -> Form:
    """The form of a publication, with a number to give for each entry of an open tie, and why.

    It begins with `start`: what the jury voted on, or what the table to correct says. `corrected`
    are the entries a correction may leave out: (id in hexadecimal, as it is called).
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
    kind = PrepareForm if corrected is None else CorrectForm
    form: Form = type("PrepareFormWithTies", (kind,), orders)(
        **{f"order_{entry}": place for entry, place in start.decided.items()},
        tie_reason=start.tie_reason,
        withheld=list(start.withheld),
        withheld_reason=start.withheld_reason,
        without=list(start.left_out),
    )
    offer_prizes(form, contest)
    if corrected is not None:
        form["without"].choices = [Choice(entry, called) for entry, called in corrected]
    return form


def decisions_in(form: Form) -> Decisions:
    return Decisions(
        decided=decided_in(form),
        tie_reason=form.answers.get("tie_reason") or "",
        withheld=form.answers["withheld"] or (),
        withheld_reason=form.answers["withheld_reason"] or "",
        left_out=form.answers.get("without") or (),
    )


def imprint_in(form: Form) -> Imprint:
    return Imprint(
        form.answers["decision_number"] or "",
        form.answers["note"] or "",
        form.answers["publish_at"],
        form.answers.get("reason") or "",
    )


class HoldForm(Form):
    reason = StringField(_l("Reason"), [TextRequired(), Length(min=5, max=300)])


def decided_in(form: Form) -> dict[str, int]:
    """{entry id as hex: the jury's order}, as typed."""
    return {
        name.removeprefix("order_"): value
        for name, value in form.answers.items()
        if name.startswith("order_") and value is not None
    }
