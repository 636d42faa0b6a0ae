import pytest
from sqlalchemy import event

from mentorhub.app import create_app
from mentorhub.platform.db import db
from tests import conftest


@pytest.fixture
def cached_app(worker_id, tmp_path):
    from flask_migrate import upgrade

    url = conftest.fresh_database(f"cached_{worker_id}")
    app = create_app(conftest.settings_of_tests(url, PAGE_CACHE_SECONDS=60, DATA_FOLDER=tmp_path))
    with app.app_context():
        upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def asked(cached_app):
    """The statements sent to the database since the last look."""
    statements = []
    with cached_app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))

    def since():
        told = [s for s in statements if not s.startswith("PRAGMA")]
        statements.clear()
        return told

    return since


@pytest.fixture
def stranger(cached_app):
    return cached_app.test_client()
