"""What the steps of writing share: a page that knows what it showed, and the words it holds."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid4

from markupsafe import Markup
from wtforms import Field, FieldList, HiddenField, SelectField, SubmitField
from wtforms.validators import Length, Optional

from mentorhub.ideas.domain.merging import OpenPage, fingerprints
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import _l

WORKINGS = ("csrf_token", "key", "seen", "later")
WANTING = {
    "empty": _l("Fill this in before you send the idea."),
    "short": _l("Write at least 30 characters before you send the idea."),
}


class Seen(Field):
    """Fingerprints of what the page showed of each part: seen-title, seen-problem, …"""

    data: dict[str, str]

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.data, start = dict(data or {}), f"{self.name}-"
        for name in formdata or ():
            if name.startswith(start):
                self.data[name.removeprefix(start)] = formdata.get(name)[:12]

    def widget(self, field: "Seen", **_given: Any) -> Markup:
        row = Markup('<input type="hidden" name="{}-{}" value="{}">')
        return Markup("").join(row.format(self.name, *one) for one in self.data.items())


class Step(Form):
    """A part of an idea, on a page that knows what it showed and says so when it saves."""

    key = HiddenField(validators=[Optional(), Length(max=32)])
    seen = Seen()
    later = SubmitField()

    def __init__(self, shown: Mapping[str, Any], **given: Any) -> None:
        data = {**given.pop("data", {}), "key": uuid4().hex, "seen": fingerprints(shown)}
        super().__init__(data=data, **given)

    @property
    def page(self) -> OpenPage:
        try:
            key = UUID(self.key.data or "")
        except ValueError:
            key = uuid4()  # a page of another make: its words are kept all the same
        return OpenPage(key, self.seen.data)

    @property
    def parts(self) -> dict[str, Any]:
        """What the writer typed, without the workings of the form."""
        return {name: value for name, value in self.data.items() if name not in WORKINGS}

    def differences(self, names: Iterable[str], present: "Step") -> list[tuple[str, str, str]]:
        """Name, label and saved text of each of these parts."""
        return [(name, str(self[name].label.text), as_text(present[name])) for name in names]

    def catch_up(self, present: "Step", taken: Iterable[str]) -> None:
        """Show what others saved where nobody here wrote, and go on from what is stored now."""
        for name in taken:
            _take_over(self[name], present[name])
        self.seen.data = present.seen.data

    def controls(self, names: Iterable[str]) -> dict[str, str]:
        """What these parts hold, by the names of their controls on the page."""
        fields = [field for name in names for field in _controls_of(self[name])]
        return {field.name: str(field.data or "") for field in fields}

    def point_at(self, wanting: dict[str, str]) -> None:
        """Say beside each field what keeps the idea from being sent."""
        for field in self:
            if field.name in wanting:
                field.errors = [*field.errors, WANTING[wanting[field.name]]]


def _controls_of(field: Field) -> Iterable[Field]:
    return field if isinstance(field, FieldList) else [field]


def _take_over(mine: Any, theirs: Any) -> None:
    for own, other in zip(_controls_of(mine), _controls_of(theirs), strict=True):
        own.data = other.data


def as_text(field: Any) -> str:
    """What a field holds, as its reader would say it."""
    if isinstance(field, SelectField):
        return next((str(one.label) for one in field.choices if one.value == field.data), "")
    return (
        ", ".join(filter(None, field.data))
        if isinstance(field, FieldList)
        else str(field.data or "")
    )
