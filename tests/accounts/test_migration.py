"""The step to addresses that are proved keeps every row, forth and back, on both databases."""

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mentorhub.app import create_app
from mentorhub.platform.db import db
from tests.conftest import fresh_database
from tests.conftest import settings_of_tests as settings_for

MIGRATION = "0007"
PERSON, FIRST, SECOND = "a" * 32, "b" * 32, "c" * 32


@pytest.fixture
def empty_app(worker_id):
    app = create_app(settings_for(fresh_database(f"addresses_{worker_id}")))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def run(statement, **facts):
    with db.engine.begin() as connection:
        return connection.execute(text(statement), facts)


def add(key, phone, proved=None):
    run(
        "INSERT INTO person (id, created_at, language, hat, is_sample)"
        " VALUES (:id, '2026-01-01 00:00:00', 'vi', 'youth', false)",
        id=key,
    )
    run(
        "INSERT INTO personal_details (id, person_id, name, name_key, name_order, phone,"
        " phone_verified_at) VALUES (:id, :id, 'An', 'an', 'an', :phone, :proved)",
        id=key, phone=phone, proved=proved,
    )  # fmt: skip


def test_no_row_is_lost_and_only_proved_numbers_are_unique(empty_app):
    script = ScriptDirectory(str(empty_app.extensions["migrate"].directory))
    before = script.get_revision(MIGRATION).down_revision
    upgrade(revision=before)
    add(PERSON, "0912345678")
    run(
        "INSERT INTO login (id, person_id, token_digest, created_at, expires_at, device,"
        " is_shared_computer) VALUES (:id, :id, 'x', '2026-01-01 00:00:00',"
        " '2026-02-01 00:00:00', '', false)",
        id=PERSON,
    )
    upgrade(revision=MIGRATION)
    add(FIRST, "0912345678", "2026-01-01 00:00:00")
    with pytest.raises(IntegrityError):
        add(SECOND, "0912345678", "2026-01-02 00:00:00")
    assert run("SELECT count(*) FROM login").scalar() == 1
    run("UPDATE personal_details SET phone = NULL WHERE phone_verified_at IS NULL")
    run("DELETE FROM person WHERE id = :id", id=SECOND)
    downgrade(revision=before)
    assert run("SELECT count(*) FROM personal_details").scalar() == 2
    assert run("SELECT count(*) FROM login").scalar() == 1
