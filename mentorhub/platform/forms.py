"""WTForms on Flask-WTF: our languages, one Unicode form, and no unknown parts."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from flask import abort, request
from flask_wtf import FlaskForm
from wtforms import Field, FileField, HiddenField, StringField
from wtforms.validators import Length, Optional

from mentorhub.platform.errors import Busy, Refused, Stale
from mentorhub.platform.i18n import CATALOGUES
from mentorhub.platform.text import normalised


def _normalise(value: Any) -> Any:
    return normalised(value) if isinstance(value, str) else value


class Form(FlaskForm):
    """A form knows shape and syntax; `refused` holds what the house said no to."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            return CATALOGUES.get_translations()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, StringField):
                filters = [_normalise, *unbound_field.kwargs.get("filters", ())]
                return unbound_field.bind(form=form, **{**options, "filters": filters})
            return unbound_field.bind(form=form, **options)

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.refused: list[str] = []
        self.outcome: Any = None
        self.overtaken: Stale | None = None
        self.refusal: Refused | None = None

    def sent(self) -> bool:
        """Was this form sent, and is it in order?"""
        if not self.is_submitted():
            return False
        self._refuse_unknown_parts()
        return bool(self.validate())

    def attempt(self, action: Callable[..., Any], *args: Any, **facts: Any) -> bool:
        """Run an action; a refusal becomes a message above the form, which keeps what was typed.

        What the action returned is kept as `outcome`, that somebody saved first as
        `overtaken`.
        """
        try:
            self.outcome = action(*args, **facts)
        except Refused as refusal:
            self.refused.append(str(refusal.message))
            self.refusal = refusal
            self.overtaken = refusal if isinstance(refusal, Stale) else None
        return not self.refused

    @property
    def is_busy(self) -> bool:
        """Refused only because too many do it at this moment."""
        return isinstance(self.refusal, Busy)

    @property
    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name != "csrf_token"}

    def _refuse_unknown_parts(self) -> None:
        known = {field.name for field in self}
        prefixes = tuple(f"{name}-" for name in known)
        for name in request.form:
            if name not in known and not name.startswith(prefixes):
                abort(400)
        if request.files.keys() - {field.name for field in self if isinstance(field, FileField)}:
            abort(400)  # as text it would be no text


class Confirmation(Form):
    """A button: nothing to fill in, only the token that says the person meant it."""


class Agreement(Form):
    """The second person's button: `seen` is the mark of the request the page showed."""

    seen = HiddenField(validators=[Length(max=32)], default="")


class SentOnce(Form):
    """Words that are added once, however often the page they were written on is sent."""

    key = HiddenField(validators=[Optional(), Length(max=32)])

    def __init__(self, **given: Any) -> None:
        super().__init__(data={"key": uuid4().hex}, **given)

    @property
    def page(self) -> UUID:
        return key_in(self.key.data) or uuid4()  # of another make: its words are kept all the same


def key_in(text: str | None) -> UUID | None:
    """The key of a row as a form or an address carries it, if it is one."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def fields_of(form: Form) -> list[Field]:
    return [field for field in form if field.type != "CSRFTokenField"]
