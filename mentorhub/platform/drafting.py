"""A page somebody writes on: it knows what it showed, holds the words, and saves as one types.

The script of the page asks for JSON and gets it here; the rules of merging are in `merging`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask import Response, jsonify
from markupsafe import Markup
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    SubmitField,
)
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from mentorhub.platform.clock import now
from mentorhub.platform.forms import Form
from mentorhub.platform.i18n import clock, day
from mentorhub.platform.merging import OpenPage, fingerprints

WORKINGS = ("csrf_token", "key", "seen", "later", "version")


class Seen(Field):
    """Fingerprints of what the page showed of each part: seen-title, seen-problem, …"""

    data: dict[str, str]
    was_told = False  # did the page say it, or is it what would be shown now?

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.data, start = dict(data or {}), f"{self.name}-"
        for name in formdata or ():
            if name.startswith(start):
                self.was_told = True
                self.data[name.removeprefix(start)] = formdata.get(name)[:12]

    def widget(self, field: "Seen", **_given: Any) -> Markup:
        row = Markup('<input type="hidden" name="{}-{}" value="{}">')
        return Markup("").join(row.format(self.name, *one) for one in self.data.items())


class Step(Form):
    """A form on a page that knows what it showed and says so when it saves."""

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

    def controls(self, names: Iterable[str]) -> dict[str, str | list[str]]:
        """What these parts hold, by the names of their controls on the page."""
        fields = [field for name in names for field in _controls_of(self[name])]
        return {field.name: _held(field) for field in fields}

    def point_at(self, wanting: Mapping[str, Any]) -> None:
        """Say beside each field what it still lacks."""
        for field in self:
            if field.name in wanting:
                field.errors = [*field.errors, wanting[field.name]]


def saved_reply(present: Step, taken: Sequence[str], *, code: int = 200, **more: Any) -> Response:
    """What the page should know: the time, what it has seen now, what others wrote beside it."""
    put = present.controls(taken)
    when = {"saved": clock(now())} if code == 200 else {}
    return json_reply(code, **when, seen=present.seen.data, put=put, **more)


def both_texts_reply(form: Step, present: Step, stale: Any) -> Response:
    """Two wrote the same part: both texts, and neither is lost."""
    merge = stale.facts["merge"]
    fields = {
        name: {"label": label, "yours": as_text(form[name]), "stored": text}
        for name, label, text in form.differences(merge.clashing, present)
    }
    detail = str(stale.message)
    return saved_reply(present, merge.taken, code=409, detail=detail, fields=fields)


def unfit_reply(form: Form) -> Response:
    """What is wrong by the name of its control, and the first of it in a sentence."""
    wrong = [(control, str(control.errors[0])) for control in wrong_controls(form)]
    seen = [f"{control.label.text}: {said}" for control, said in wrong if not _is_hidden(control)]
    errors = {control.name: said for control, said in wrong}
    return json_reply(422, errors=errors, detail=next(iter(seen), ""))


def wrong_controls(form: Iterable[Field]) -> list[Field]:
    """The controls that hold what does not fit, in the order of the page; or all rows together."""
    found: list[Field] = []
    for field in form:
        inner = [control for control in _controls_of(field) if control.errors]
        found += inner or ([field] if field.errors else [])
    return found


def _is_hidden(control: Field) -> bool:
    return isinstance(control.widget, HiddenInput)


def json_reply(code: int, **facts: Any) -> Response:
    """Facts for the script of a page, under this status."""
    reply = jsonify(status=code, **facts)
    reply.status_code = code
    return reply


def _controls_of(field: Field) -> list[Field]:
    if isinstance(field, FieldList | FormField):
        return [control for part in field for control in _controls_of(part)]
    return [field]


def _held(field: Any) -> str | list[str]:
    if isinstance(field, SelectMultipleField):
        return [str(one) for one in field.data or ()]
    return str(field.data or "")


def _take_over(mine: Any, theirs: Any) -> None:
    for own, other in zip(_controls_of(mine), _controls_of(theirs), strict=True):
        own.data = other.data


def as_text(field: Any) -> str:
    """What a field holds, as its reader would say it."""
    if isinstance(field, BooleanField):
        return str(field.label.text) if field.data else ""
    if isinstance(field, SelectMultipleField):
        chosen = field.data or ()
        return ", ".join(str(one.label) for one in field.choices if one.value in chosen)
    if isinstance(field, SelectField):
        return next((str(one.label) for one in field.choices if one.value == field.data), "")
    if isinstance(field, FieldList):
        return ", ".join(filter(None, (as_text(one) for one in field)))
    if isinstance(field, FormField):
        return " – ".join(filter(None, (as_text(one) for one in field)))
    return day(field.data) if isinstance(field.data, date) else str(field.data or "")
