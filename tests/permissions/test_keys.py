"""A page listens to no part of its address that nobody entered, and no search tells a secret."""

import ast
from pathlib import Path
from typing import ClassVar
from urllib.parse import quote, quote_plus

import pytest
from flask import request
from werkzeug.datastructures import ImmutableMultiDict

from mentorhub.platform.permissions import PERMISSIONS
from tests.permissions.canaries import CANARIES
from tests.permissions.columns.keys import KEYS, SEARCHES
from tests.permissions.places import places
from tests.permissions.rest import plant_the_rest
from tests.permissions.runner import plain
from tests.permissions.stage import Stage
from tests.permissions.sweep import ITS_OWN_PLACE, forbidden
from tests.permissions.table import ROLES

pytestmark = pytest.mark.matrix
PROGRAM = Path(__file__).parents[2] / "mentorhub"
READERS = ("OW", "MU", "CO", "UO", "PA", "GU")
NOTHING = "zqxjkzqxj"  # a word nothing holds


class Listening(dict):
    """The parts of an address, writing down which are asked for."""

    heard: ClassVar[set] = set()

    def get(self, key, *more):
        self.heard.add((request.endpoint, key))
        return super().get(key, *more)

    def __getitem__(self, key):
        self.heard.add((request.endpoint, key))
        return super().__getitem__(key)


class Listened(ImmutableMultiDict):
    def _hear(self, key):
        if request:
            Listening.heard.add((request.endpoint, key))

    def get(self, key, *more, **named):
        self._hear(key)
        return super().get(key, *more, **named)

    def __getitem__(self, key):
        self._hear(key)
        return super().__getitem__(key)

    def __contains__(self, key):
        self._hear(key)
        return super().__contains__(key)

    def getlist(self, key, *more, **named):
        self._hear(key)
        return super().getlist(key, *more, **named)

    def to_dict(self, flat=True):
        return Listening(super().to_dict(flat))


@pytest.fixture
def heard(app, monkeypatch):
    monkeypatch.setattr(app.request_class, "parameter_storage_class", Listened)
    monkeypatch.setattr(Listening, "heard", set())
    return Listening.heard


def entered():
    return {(endpoint, key) for endpoint, (_permission, keys) in KEYS.items() for key in keys}


def ask_all(app, stage):
    plant_the_rest(stage)
    for place in places(app):
        for role in READERS if "GET" in place.methods else ():
            with stage.undone():
                stage.ask(role, "GET", stage.fill(place.address) + "?q=ng&team=x&show=teams")


@pytest.mark.timeout(600)
def test_every_key_a_page_listens_to_is_entered(app, heard):
    ask_all(app, Stage(app, "scoring"))
    assert heard - entered() == set()
    assert len(heard) > 60


def test_a_key_nobody_entered_fails(app, heard, monkeypatch):
    """The proof that the test above can fail."""
    told = app.view_functions["units.directory"]

    def listens(**args):
        request.args.get("phone")
        return told(**args)

    monkeypatch.setitem(app.view_functions, "units.directory", listens)
    stage = Stage(app, "open")
    stage.ask("AN", "GET", "/units")
    assert heard - entered() == {("units.directory", "phone")}


def test_every_key_the_program_names_is_entered():
    """The same read from the code, for what no reader of the crawl comes by."""
    known = {key for _endpoint, key in entered()}
    named = set()
    for path in PROGRAM.rglob("*.py"):
        named |= set(keys_in(ast.parse(path.read_text(encoding="utf-8"))))
    assert named - known == set()


def keys_in(tree):
    """`request.args["x"]`, `request.args.get("x")`, `"x" in request.args`."""
    for node in ast.walk(tree):
        holder, key = None, None
        if isinstance(node, ast.Subscript):
            holder, key = node.value, node.slice
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            holder, key = node.func.value, node.args[0]
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In):
            holder, key = node.comparators[0], node.left
        if holder is not None and ast.unparse(holder) == "request.args":
            yield from [key.value] if isinstance(key, ast.Constant) else ()


def test_every_key_says_over_what_and_whose_permission_it_goes(app):
    assert {permission for permission, _keys in KEYS.values()} - set(PERMISSIONS) == set()
    assert set(KEYS) - set(app.view_functions) == set()
    assert all(len(why) > 10 for _permission, keys in KEYS.values() for why in keys.values())
    searched = {place.endpoint for place in places(app) if place.address + "?q=" in SEARCHES}
    assert {endpoint for endpoint, (_p, keys) in KEYS.items() if "q" in keys} == searched


@pytest.mark.parametrize("search", SEARCHES)
def test_a_search_for_a_secret_finds_as_much_as_one_for_nothing(app, search):
    """Hits, counts, order and status of a search by a word one may not read tell nothing (T21)."""
    stage, wrong = Stage(app, "closed"), []
    for role in ROLES:
        empty = _found(stage, role, search, NOTHING)
        kept = {
            name for name, row in forbidden(stage, role).items()
            if row not in ITS_OWN_PLACE.get(search, ())
        }  # fmt: skip
        told = [
            name for name in sorted(kept) if _found(stage, role, search, CANARIES[name]) != empty
        ]
        wrong += [(role, name) for name in told]
    assert wrong == []


def _found(stage, role, search, word):
    with stage.undone():
        reply = stage.ask(role, "GET", stage.fill(search) + quote(word))
    body, _headers = plain(reply, NOTHING)
    text = body.decode()
    for typed in (quote(quote(word)), quote(word), quote_plus(word), word):
        text = text.replace(typed, "")
    return reply.status_code, text
