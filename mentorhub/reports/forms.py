"""What the province types for each of its units, and what is noted of the national portal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import wtforms
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from mentorhub.entries.domain import is_web_address
from mentorhub.platform.clock import today
from mentorhub.platform.fields import DayField, WholeNumberField
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _, _l
from mentorhub.reports.domain.targets import MOST, NO_TARGET, Target, Wish
from mentorhub.units.models import Unit

MOST_UNITS = 300
LONGEST_LINK = 500
FIRST_POSTING = date(2000, 1, 1)
_a_target = NumberRange(0, MOST, _l("Write a whole number from 0 to 9999, or leave it empty."))


class TargetRow(wtforms.Form):
    """A unit with the number of times its target was set when the page was made, and two numbers.

    Empty means that nothing is asked of it; 0 means the same and says that it was thought of.
    """

    of = HiddenField(validators=[InputRequired()])
    in_use = WholeNumberField(_l("In use"), [Optional(), _a_target])
    approved = WholeNumberField(_l("Approved"), [Optional(), _a_target])

    def validate_of(self, field: HiddenField) -> None:
        key, _space, seen = (field.data or "").partition(" ")
        try:
            self.unit_id, self.seen = UUID(key), int(seen)
        except ValueError:
            raise ValidationError(_("Load this page again: it was changed on its way.")) from None

    @property
    def wish(self) -> Wish:
        return Wish(self.unit_id, self.in_use.data, self.approved.data, self.seen)


class TargetsForm(Form):
    rows = FieldList(FormField(TargetRow), max_entries=MOST_UNITS)

    @classmethod
    def of(cls, units: Sequence[Unit], known: Mapping[UUID, Target]) -> "TargetsForm":
        return cls(rows=[_row(unit, known.get(unit.id, NO_TARGET)) for unit in units])

    @property
    def wishes(self) -> list[Wish]:
        return [entry.form.wish for entry in self.rows]

    def take_note(self, known: Mapping[UUID, Target]) -> None:
        """Sending again means: I have seen what somebody else set meanwhile."""
        for entry in self.rows:
            row = entry.form
            seen = known.get(row.unit_id, NO_TARGET).number
            row.of.data = f"{row.unit_id} {seen}"


def _row(unit: Unit, target: Target) -> dict[str, Any]:
    asked = {"in_use": target.in_use, "approved": target.approved}
    return {"of": f"{unit.id} {target.number}", **asked}


class PostingForm(Form):
    """When an idea was posted on the national portal and, if one likes, where it stands there."""

    posted_on = DayField(_l("Posted on"), [InputRequired(_l("Write a day."))])
    link = StringField(_l("Link to it there"), [Optional(), Length(max=LONGEST_LINK)])

    def validate_posted_on(self, field: DayField) -> None:
        if field.data and not FIRST_POSTING <= field.data <= today():
            raise ValidationError(_("Write a day that is not in the future."))

    def validate_link(self, field: StringField) -> None:
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Write a whole address that begins with https://."))

    @property
    def told(self) -> dict[str, Any]:
        return {"posted_on": self.posted_on.data, "link": self.link.data or ""}


class ChosenForm(Form):
    """Ideas ticked in a list; which of them the officer answers for is asked of the rows."""

    ideas = SelectMultipleField(
        _l("Ideas"),
        [InputRequired(_l("Choose at least one idea."))],
        coerce=UUID,
        validate_choice=False,
        choices=[],
    )


class ChosenPostingForm(ChosenForm, PostingForm):
    """Several at once; a link is then that of the page they stand on together."""
