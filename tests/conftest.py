"""One application a session on a database built by the migrations; each test is rolled back.

`MENTORHUB_TEST_DATABASE=postgresql` runs everything on a real PostgreSQL instead of SQLite.
"""

import gc
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache

from mentorhub.app import create_app
from mentorhub.platform.catalogues import compile_catalogues
from mentorhub.platform.db import db
from mentorhub.platform.i18n import in_language
from tests.browser import Browser

POSTGRES = os.environ.get("MENTORHUB_TEST_DATABASE", "sqlite").startswith("postgres")
settings.register_profile("house", deadline=None)  # a busy machine makes no program wrong
settings.load_profile("house")
FOLDER = Path(tempfile.mkdtemp(prefix="mentorhub-tests-"))
COMPILED = Path(__file__).parents[1] / "var" / "templates"  # by their content, for every run
COMPILED.mkdir(parents=True, exist_ok=True)
Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(str(COMPILED))}


def pytest_configure(config):
    """The controlling process starts one PostgreSQL; the workers of xdist inherit its address."""
    if hasattr(config, "workerinput"):
        return
    compile_catalogues()
    if POSTGRES:
        from tests.postgres import running

        context = running()
        config.postgres = context
        server = context.__enter__()
        os.environ["MENTORHUB_TEST_SOCKET"] = str(server.folder)


def pytest_unconfigure(config):
    if context := getattr(config, "postgres", None):
        context.__exit__(None, None, None)


def settings_of_tests(url, **more):
    return {
        "TESTING": True,
        "SECRET_KEY": "only for tests, and long enough for anyone",
        "SQLALCHEMY_DATABASE_URI": url,
        "BASE_URL": "http://localhost",
        "SESSION_COOKIE_SECURE": False,
        "DATA_FOLDER": FOLDER,
        "ASSETS_FOLDER": FOLDER / "assets",
        "DEMO": True,
        **more,
    }


def fresh_database(name):
    """The address of an empty database of the kind this run is about."""
    if not POSTGRES:
        return f"sqlite:///{FOLDER / name}.sqlite"
    return _on_postgres(name)


def _on_postgres(name, template="template1"):
    import psycopg

    socket = os.environ["MENTORHUB_TEST_SOCKET"]
    with psycopg.connect(host=socket, user="postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"postgresql+psycopg://postgres@/{name}?host={socket}"


@pytest.fixture
def tell(capsys):
    """Say a figure to whoever runs the tests; pytest keeps what a test says in any other way."""

    def aloud(words):
        with capsys.disabled():
            sys.stdout.write(f"\n{words}")

    return aloud


@pytest.fixture(scope="session")
def app(worker_id):
    app = create_app(settings_of_tests(fresh_database(f"mentorhub_{worker_id}")))
    with app.app_context():
        upgrade()
    gc.freeze()  # as web workers do: looking through the program was a tenth of each test
    gc.set_threshold(20_000, 20, 50)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def worker_id(request):
    return getattr(request.config, "workerinput", {}).get("workerid", "main")


@pytest.fixture(autouse=True)
def clean(request):
    """Each test runs inside a transaction that is never kept, commits included."""
    if "app" not in request.fixturenames and "browser" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("app")
    with app.app_context():
        engine = db.engines[None]
        with engine.connect() as connection:
            outer = connection.begin()
            db.engines[None] = connection
            db.session.configure(join_transaction_mode="create_savepoint")
            yield
            db.session.remove()
            db.engines[None] = engine
            outer.rollback()


@pytest.fixture
def in_english(app, clean):
    """Refusals are matched in the words of the source."""
    with in_language("en"):
        yield


@pytest.fixture
def browser(app):
    return Browser(app)


@pytest.fixture(scope="session")
def migrated(worker_id):
    """Makes a database as the migrations leave it: they run once, then it is copied.

    A hundred tests that each ran every migration took a minute and a half of processor time.
    """
    template = f"migrated_{worker_id}"
    app = create_app(settings_of_tests(fresh_database(template)))
    with app.app_context():
        upgrade()
        db.engine.dispose()  # nobody may be connected to what is copied

    def make(name):
        if POSTGRES:
            return _on_postgres(name, template)
        shutil.copyfile(FOLDER / f"{template}.sqlite", FOLDER / f"{name}.sqlite")
        return fresh_database(name)

    return make


@pytest.fixture
def real_app(worker_id, migrated, request):
    """An application on a database of its own where commits are real: for races and workers."""
    name = f"real_{worker_id}_{abs(hash(request.node.nodeid)) % 10**8}"
    app = create_app(settings_of_tests(migrated(name)))
    yield app
    with app.app_context():
        db.engine.dispose()
