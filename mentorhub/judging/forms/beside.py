"""What organisers add beside the marks: extra points, and the lot."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.fields.choices import SelectChoice as Choice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from mentorhub.contests.models import Juror, Panel
from mentorhub.entries.models import Entry
from mentorhub.platform.fields import LocalMomentField, PointsField, TextRequired, key, options
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l


def bonus_form(entries: Sequence[Entry], *, most: Decimal) -> Form:
    """A field for each entry; what is left empty gets none."""
    fields: dict[str, Any] = {
        f"bonus_{entry.id.hex}": PointsField(
            f"{entry.code} · {entry.team.name}",
            [Optional(), NumberRange(max=most, message=_("At most %(max)s points."))],
        )
        for entry in entries
    }
    form: Form = type("BonusForm", (Form,), fields)(
        **{f"bonus_{entry.id.hex}": entry.bonus for entry in entries}
    )
    return form


def bonuses_in(form: Form) -> dict[UUID, Decimal | None]:
    return {UUID(name.removeprefix("bonus_")): value for name, value in form.answers.items()}


def seating_form(jurors: Sequence[Juror], panels: Sequence[Panel]) -> Form:
    """A choice of panel for each juror; none is a choice too."""
    choices = options([("", _("No panel")), *((one.id, one.name) for one in panels)])
    fields: dict[str, Any] = {
        f"panel_{juror.id.hex}": SelectField(
            juror.person.display_name if juror.person else juror.label,
            choices=choices,
            coerce=str,
        )
        for juror in jurors
    }
    seated = {f"panel_{one.id.hex}": str(one.panel_id or "") for one in jurors}
    form: Form = type("SeatingForm", (Form,), fields)(**seated)
    return form


def seats_in(form: Form) -> dict[UUID, UUID | None]:
    return {
        UUID(name.removeprefix("panel_")): UUID(value) if value else None
        for name, value in form.answers.items()
    }


class ExactlyThis(Form):
    """A button below a list: what is agreed to is the list as it was shown."""

    digest = HiddenField(validators=[Length(max=64)], default="")


class AdvanceForm(ExactlyThis):
    """Where the next stage asks something of those who go on to it."""

    until = LocalMomentField(_l("Until when they answer"), [InputRequired()])


class ConfirmationForm(Form):
    reason = TextAreaField(_l("What did the juror say?"), [TextRequired(), Length(min=10, max=600)])


class EarlierForm(Form):
    """What becomes of a sheet of a stage that is over, whose juror declared a conflict since."""

    decision = RadioField(
        _l("Do its points still count?"),
        [InputRequired()],
        choices=[
            Choice("keep", _l("They count on")),
            Choice("leave_out", _l("Count again without this sheet; another organiser must agree")),
        ],
    )
    reason = TextAreaField(_l("Reason"), [TextRequired(), Length(min=10, max=600)])


class DrawForm(Form):
    entries = SelectMultipleField(_l("Entries that present"), [InputRequired()], coerce=key)

    def offer(self, entries: Sequence[Entry]) -> None:
        self.entries.choices = options((entry.id, entry.code) for entry in entries)
        if not self.is_submitted():
            self.entries.data = [entry.id for entry in entries]
