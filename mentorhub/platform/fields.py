"""Fields and rows that several features ask with."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import (
    DateField,
    DateTimeLocalField,
    DecimalField,
    Field,
    FieldList,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, StopValidation
from wtforms.widgets import TextInput

from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import Translated
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import LANGUAGES, _, _l, language
from mentorhub.platform.text import one_line_break

POINTS = re.compile(r"[0-9]{1,4}([.,][0-9]{1,2})?")
WHOLE = re.compile(r"[+-]?[0-9]{1,15}")  # of more figures none means anything, nor fits a column
YEARS = range(1900, 3000)  # farther away a day has no day after it, or no hour in UTC


class TextRequired(DataRequired):
    """A text that has to be written: spaces and invisible signs alone are not one.

    `InputRequired` asks what was sent, and lets a blank pass that the form then makes empty.
    """


def key(value: object) -> UUID:
    """What a choice among rows is coerced by; ValueError makes it “not a valid choice”."""
    return value if isinstance(value, UUID) else UUID(str(value))


def options(pairs: Iterable[tuple[object, Any]]) -> list[SelectChoice]:
    """Choices of (value, label); a translated label is told in the reader's language."""
    return [
        SelectChoice(
            value, label.in_language(language()) if isinstance(label, Translated) else label
        )
        for value, label in pairs
    ]


class Understood(Field):
    """What cannot be read is said once, and no check is asked about a value that is not there.

    Nothing at all is no mistake of reading: whether it is needed is for the checks to say.
    """

    data: Any
    raw_data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        if not valuelist:
            return
        self.data, self.raw_data = None, [str(one).strip() for one in valuelist]
        if typed := " ".join(self.raw_data).strip():
            self.read(typed)

    def read(self, typed: str) -> None:
        """Set `data`; ValueError says why it cannot be read."""
        super().process_formdata([typed])

    def pre_validate(self, form: Any) -> None:
        if self.process_errors:
            raise StopValidation()


class WholeNumberField(Understood, IntegerField):
    """A whole number as people count; never one that is too long to reckon with."""

    def read(self, typed: str) -> None:
        if not WHOLE.fullmatch(typed):
            said = self.invalid_value_message or self.gettext("Not a valid integer value.")
            raise ValueError(said)
        super().read(typed)


class DayField(Understood, DateField):
    """A day of a year that is near enough to be meant, as browsers send it or as it is written."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, format=["%Y-%m-%d", "%d/%m/%Y"], **given)

    def read(self, typed: str) -> None:
        super().read(typed)
        if self.data.year not in YEARS:
            self.data = None
            raise ValueError(self.gettext("Not a valid date value."))


class LocalMomentField(Understood, DateTimeLocalField):
    """A date and a time as the clock on the wall in Việt Nam says them."""

    def __init__(self, *args: Any, **given: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M, %d/%m/%Y"]
        super().__init__(*args, format=formats, **given)

    def read(self, typed: str) -> None:
        super().read(typed)
        if self.data.year not in YEARS:
            self.data = None
            raise ValueError(self.gettext("Not a valid datetime value."))
        self.data = self.data.replace(tzinfo=LOCAL)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.astimezone(LOCAL).strftime(self.format[0]) if self.data else ""


class PointsField(Understood, DecimalField):
    """Points with a comma or a point before at most two decimals; never NaN or infinity."""

    widget = TextInput()

    def read(self, typed: str) -> None:
        if not POINTS.fullmatch(typed):
            raise ValueError(_("Write a number such as 10 or 0.5."))
        self.data = Decimal(typed.replace(",", "."))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}"


class Rows(Form):
    """A page with rows that can be added and taken away by buttons, typed text kept."""

    row = StringField()  # the button pressed: “add awards”, “remove awards-2”

    def rearranged(self) -> bool:
        """Was a button for rows pressed? Then the rows are as wished, and nothing is saved."""
        if not (self.is_submitted() and self.row.data):
            return False
        self._refuse_unknown_parts()
        for rows in self:
            if isinstance(rows, FieldList):
                rows.entries = [r for r in rows.entries if self.row.data != f"remove {r.name}"]
                if self.row.data == f"add {rows.name}" and len(rows) < rows.max_entries:
                    rows.append_entry()
        return True


class Row(Form):
    class Meta(Form.Meta):
        csrf = False


def in_three(label: Any, *, most: int, area: bool = False, needed: bool = True) -> Any:
    """The same text in three languages, as fields `vi`, `en`, `fr` of one name."""
    kind = TextAreaField if area else StringField
    kept: list[Any] = [one_line_break]
    first = TextRequired() if needed else Optional()
    return [kind(label, [first, Length(max=most)], filters=kept)] + [
        kind(_in(label, language), [Optional(), Length(max=most)], filters=kept)
        for language in ("en", "fr")
    ]


def _in(label: Any, language: str) -> Any:
    tongues = {"en": _l("in English"), "fr": _l("in French")}
    return _l("%(label)s, %(tongue)s", label=label, tongue=tongues[language])


def texts(form: Form, name: str) -> Translated:
    typed = {language: form[f"{name}_{language}"].data for language in LANGUAGES}
    return Translated({language: text for language, text in typed.items() if text})


def typed_as(**stored: dict[str, str]) -> dict[str, str]:
    """Stored translations as the values of their fields."""
    return {
        f"{name}_{language}": text
        for name, translated in stored.items()
        for language, text in translated.items()
    }
