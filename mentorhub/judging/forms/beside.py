"""What organisers add beside the marks: extra points, and the lot."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from mentorhub.entries.models import Entry
from mentorhub.platform.fields import PointsField, key, options
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


class DrawForm(Form):
    entries = SelectMultipleField(_l("Entries that present"), [InputRequired()], coerce=key)

    def offer(self, entries: Sequence[Entry]) -> None:
        self.entries.choices = options((entry.id, entry.code) for entry in entries)
        if not self.is_submitted():
            self.entries.data = [entry.id for entry in entries]
