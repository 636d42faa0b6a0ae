"""Fields and rows that several features ask with."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from wtforms import DateTimeLocalField, DecimalField, FieldList, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import TextInput

from mentorhub.platform.clock import LOCAL
from mentorhub.platform.db import Translated
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import LANGUAGES, _, _l, language

POINTS = re.compile(r"[0-9]{1,4}([.,][0-9]{1,2})?")


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


class LocalMomentField(DateTimeLocalField):
    """A date and a time as the clock on the wall in Việt Nam says them."""

    data: Any

    def __init__(self, *args: Any, **given: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M, %d/%m/%Y"]
        super().__init__(*args, format=formats, **given)

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None:
            self.data = self.data.replace(tzinfo=LOCAL)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return self.data.astimezone(LOCAL).strftime(self.format[0]) if self.data else ""


class PointsField(DecimalField):
    """Points with a comma or a point before at most two decimals; never NaN or infinity."""

    widget = TextInput()
    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.data = None
        elif POINTS.fullmatch(typed):
            self.data = Decimal(typed.replace(",", "."))
        else:
            self.data = None
            raise ValueError(_("Write a number such as 10 or 0.5."))

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
    first = TextRequired() if needed else Optional()
    return [kind(label, [first, Length(max=most)])] + [
        kind(_in(label, language), [Optional(), Length(max=most)]) for language in ("en", "fr")
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
