"""The Big List of Naughty Strings into every field that any page of the house shows to anybody."""

import importlib
import os
import pkgutil
import re
from collections import defaultdict

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, IntegerField, PasswordField, StringField
from wtforms.fields.core import UnboundField

import mentorhub
from mentorhub.platform.db import db
from mentorhub.platform.forms import Form
from tests.attacks.more_things import more
from tests.attacks.pages_with_forms import (
    BY_SCRIPT,
    ROLES,
    addresses,
    forms_on,
    path_of,
    sent_by_script,
)
from tests.attacks.test_naughty_strings import POSSIBLE, STRINGS, WAYS, _no_live_markup
from tests.permissions.stage import Stage, apart

# a stranger may begin an idea, which stays on the phone; sent to the house it is refused politely
POSSIBLE_FOR = {"AN": POSSIBLE | {401}}
MOMENTS = ("open", "scoring", "closed")
PARTS = 10
NUMBER = re.compile(r"[0-9a-f]{32}|\d+")
TEXT = (StringField, IntegerField, PasswordField)
PLAUSIBLE = {
    "birth_year": "2000", "capacity": "2", "contact": "0912345678", "hours_per_month": "4",
    "people": "12", "places": "2", "since": "2026-01-02", "readers": "2", "version": "1",
    "phone": "0912345678", "address": "moi@example.org",
}  # fmt: skip
OF_KIND = {"number": "7", "date": "2026-05-19", "datetime-local": "2026-05-19T08:00"}
WORDS = "Vài lời vừa đủ dài để được nhận."
NOT_SHOWN = {
    "AddPasskeyForm": "needs an answer of a device; driven in tests/accounts",
    "PasskeySignInForm": "an answer of a device; driven in tests/accounts",
    "RegisterWithProviderForm": "the fields of RegisterForm; driven in tests/accounts",
    "LinkForm": "needs a provider; driven in tests/accounts",
    "UploadForm": "takes a file; driven in tests/rosters",
    "ApplyForm": "needs a file; driven in tests/rosters",
}


class Watched:
    """Which kinds of forms the pages made while they were looked at."""

    def __init__(self, monkeypatch):
        self.kinds = set()
        made = Form.__init__

        def noted(form, *args, **given):
            self.kinds.update(kind.__name__ for kind in type(form).__mro__)
            made(form, *args, **given)

        monkeypatch.setattr(Form, "__init__", noted)


def _seen(app, stage):
    """{(where it goes, field): (role, page, sheet, name)} of the first page that shows it."""
    adapter, found = app.url_map.bind("localhost"), {}
    ids = {**stage.ids, **more(stage)}
    db.session.commit()
    for _rule, address in list(addresses(app, ids, "GET")):
        for role in ROLES:
            reply = stage.ask(role, "GET", address)
            if reply.status_code != 200 or reply.mimetype != "text/html":
                continue
            for sheet in forms_on(reply.text, address):
                _note(found, adapter, role, address, sheet)
    for role, sheet in sent_by_script(ids):
        _note(found, adapter, role, "", sheet)
    return found


def _note(found, adapter, role, page, sheet):
    to, _values = adapter.match(path_of(sheet.action), method="POST", return_rule=True)
    for name in sheet.typed:
        found.setdefault((to.rule, NUMBER.sub("#", name)), (role, page, sheet, name))


def _filled(sheet, name, text):
    """As somebody sends it who typed this into one field and something sensible into the rest."""
    answers = MultiDict()
    for key, value in sheet.with_answer(name, text):
        last = key.rpartition("-")[2]
        empty = not value and key != name and key in sheet.typed
        words = OF_KIND.get(sheet.kinds[key], "1" if last.startswith("points") else WORDS)
        wanted = PLAUSIBLE.get(last, words)
        answers.add(key, wanted if empty and not key.startswith("seen-") else value)
    return answers


def _drive(stage, role, sheet, name, text):
    with stage.undone():
        reply = stage.ask(role, "POST", path_of(sheet.action), _filled(sheet, name, text))
        told = (role, sheet.action, name, text, reply.status_code)
        assert reply.status_code in POSSIBLE_FOR.get(role, POSSIBLE), told
        if reply.mimetype == "text/html":
            _no_live_markup(reply.text, text)
        if reply.status_code in (302, 303) and reply.location.startswith("/"):
            shown = stage.ask(role, "GET", reply.location.partition("#")[0])
            assert shown.status_code < 500, (role, sheet.action, name, text)
            _no_live_markup(shown.text, text)
    return reply.status_code


@pytest.mark.fault
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("part", range(PARTS) if os.environ.get("NAUGHTY") == "whole" else [0])
@pytest.mark.parametrize("moment", MOMENTS)
def test_no_field_of_any_page_breaks_or_shows_markup(app, moment, part):
    """Each field gets a tenth of the list, another one from field to field; NAUGHTY=whole: all.

    A field is driven at the first moment that shows it.
    """
    before, taken = set(), defaultdict(set)
    for earlier in MOMENTS[: MOMENTS.index(moment)]:
        with apart():
            before |= _seen(app, Stage(app, earlier)).keys()
    with apart():
        stage = Stage(app, moment)
        fields = {key: way for key, way in _seen(app, stage).items() if key not in before}
        for place, (key, (role, _page, sheet, name)) in enumerate(sorted(fields.items())):
            for text in STRINGS[(part + place) % PARTS :: PARTS]:
                taken[key].add(_drive(stage, role, sheet, name, text))
    assert len(taken) >= {"open": 100, "scoring": 5, "closed": 2}[moment]
    assert sum(bool(codes & {200, 302, 303}) for codes in taken.values()) > len(taken) / 3


def _kinds_with_text():
    for package in pkgutil.iter_modules(mentorhub.__path__):
        try:
            top = importlib.import_module(f"mentorhub.{package.name}.forms")
        except ModuleNotFoundError:
            continue
        inside = pkgutil.iter_modules(getattr(top, "__path__", ()))
        for module in (top, *(importlib.import_module(f"{top.__name__}.{m.name}") for m in inside)):
            for kind in vars(module).values():
                if isinstance(kind, type) and issubclass(kind, Form) and _asks_for_text(kind):
                    yield kind.__name__


def _asks_for_text(kind):
    given = (getattr(kind, name, None) for name in dir(kind))
    fields = (one.field_class for one in given if isinstance(one, UnboundField))
    return any(issubclass(one, (*TEXT, HiddenField)) for one in fields)


@pytest.mark.fault
@pytest.mark.timeout(1800)
def test_no_form_with_a_text_field_is_forgotten(app, monkeypatch):
    """A moment is only looked at for the forms the earlier ones did not show."""
    watched, forgotten = Watched(monkeypatch), set(_kinds_with_text())
    for moment in MOMENTS:
        if forgotten:
            with apart():
                _seen(app, Stage(app, moment))
        forgotten -= watched.kinds | WAYS.keys() | BY_SCRIPT.keys() | NOT_SHOWN.keys()
    assert sorted(forgotten) == []
