"""What every form of the program keeps to, found in its classes and not by memory."""

import importlib
import pkgutil

import pytest
import wtforms
from wtforms import (
    DateTimeField,
    DecimalField,
    FloatField,
    HiddenField,
    IntegerField,
    PasswordField,
    StringField,
)
from wtforms.fields.core import UnboundField
from wtforms.validators import InputRequired

import mentorhub
from mentorhub.platform.fields import TextRequired, Understood, WholeNumberField, in_three
from mentorhub.platform.forms import Form

NUMBERS = (IntegerField, DecimalField, FloatField, DateTimeField)


def _below(kind):
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def every_form():
    for module in pkgutil.walk_packages(mentorhub.__path__, "mentorhub."):
        importlib.import_module(module.name)
    return {one for one in _below(wtforms.Form) if one.__module__.startswith("mentorhub.")}


def text_fields(kind):
    """(name, field) of all that is typed as text; bound, for some name their checks themselves."""
    host = Form(meta={"csrf": False})
    for name in dir(kind):
        given = getattr(kind, name)
        if isinstance(given, UnboundField) and issubclass(given.field_class, StringField):
            field = host.meta.bind_field(host, given, {"name": name, "prefix": ""})
            if not isinstance(field, (HiddenField, PasswordField)):
                yield name, field


def lets_blanks_pass(kind):
    return {
        f"{kind.__name__}.{name}"
        for name, field in text_fields(kind)
        if any(isinstance(check, InputRequired) for check in field.validators)
    }


def read_by_nobody(kind):
    """Fields of numbers and days that take whatever the library takes, as a number of 400 signs."""
    given = {name: getattr(kind, name) for name in dir(kind)}
    return {
        f"{kind.__name__}.{name}"
        for name, field in given.items()
        if isinstance(field, UnboundField)
        and issubclass(field.field_class, NUMBERS)
        and not issubclass(field.field_class, Understood)
    }


@pytest.fixture
def asked(app):
    with app.test_request_context():
        yield


def test_no_needed_text_is_taken_blank(asked):
    forms = every_form()
    needed = {
        name
        for kind in forms
        for name, field in text_fields(kind)
        if any(isinstance(check, TextRequired) for check in field.validators)
    }
    assert {"title", "name", "reason", "contact", "text"} <= needed, "the walk does not see them"
    assert set().union(*map(lets_blanks_pass, forms)) == set()


def test_the_walk_finds_a_text_that_would_be_taken_blank(asked):
    made = type("Made", (Form,), {"name": StringField("Name", [InputRequired()])})
    assert lets_blanks_pass(made) == {"Made.name"}


def test_every_number_and_day_is_read_with_care(app):
    assert set().union(*map(read_by_nobody, every_form())) == set()
    made = {"count": IntegerField("Count"), "places": WholeNumberField("Places")}
    assert read_by_nobody(type("Made", (Form,), made)) == {"Made.count"}


@pytest.mark.parametrize("blank", ["", "  ", "\u00a0", "\u200b\ufeff", "\u2060 \u00ad", "\u3164"])
@pytest.mark.parametrize("area", [True, False])
def test_a_text_in_three_languages_is_not_taken_blank(app, blank, area):
    vi, en, fr = in_three("Name", most=20, area=area)
    made = type("Made", (Form,), {"vi": vi, "en": en, "fr": fr})
    with app.test_request_context(method="POST", data={"vi": blank, "en": "\u200b", "fr": "x"}):
        form = made(meta={"csrf": False})
        assert not form.sent()
        assert set(form.errors) == {"vi"}
        assert (form.en.data, form.fr.data) == ("", "x")
