"""Back from a backup: nobody erased comes back, nobody is mailed, nothing is half restored."""

import os
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import inspect, select, text

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.app import create_app
from mentorhub.commands.jobs import Round
from mentorhub.jobs.actions import enqueue
from mentorhub.jobs.models import Job
from mentorhub.platform import erased, standstill
from mentorhub.platform.db import db, transaction
from mentorhub.rights.actions import forget_person
from tests import conftest
from tests.conftest import POSTGRES, fresh_database
from tests.factories import make_person
from tests.postgres import _installed


@pytest.fixture(autouse=True)
def path_to_postgres(monkeypatch):
    binaries = next(_installed()) if POSTGRES else Path()
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def house(tmp_path, worker_id):
    """Make an application on an empty database; all of them share one private folder."""
    made = []

    def make(name):
        url = fresh_database(f"{name}_{worker_id}_{tmp_path.name}")
        app = create_app({**conftest.settings_of_tests(url), "DATA_FOLDER": tmp_path / "data"})
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


def run(app, *command):
    return app.test_cli_runner().invoke(args=command)


@pytest.fixture
def backed_up(house, tmp_path):
    """A house with two people, its backup, and one of them erased after it."""
    app = house("before")
    with app.app_context():
        upgrade()
        with transaction():
            make_person("Người Ở Lại")
            gone = make_person("Zwilchenbart Kanari").id
            enqueue("jobs.sweep", {}, key="waits")
    (tmp_path / "backups").mkdir()
    file = Path(run(app, "backup", str(tmp_path / "backups")).output.strip())
    with app.app_context(), transaction():
        erased.append(gone)
        forget_person(db.session.get(Person, gone))
    return file, gone


def test_who_was_erased_after_the_backup_does_not_come_back(house, backed_up):
    file, gone = backed_up
    app = house("after")
    told = run(app, "restore", "load", str(file))
    assert told.exit_code == 0, told.output
    assert "Erased again: 1." in told.output
    with app.app_context():
        assert db.session.scalars(select(PersonalDetails.name)).all() == ["Người Ở Lại"]
        assert db.session.get(Person, gone).closed_at


def test_no_job_runs_and_no_mail_leaves_before_it_is_confirmed(house, backed_up):
    app = house("after")
    run(app, "restore", "load", str(backed_up[0]))
    assert Round(app).work() is False
    with app.app_context():
        assert db.session.scalar(select(Job).where(Job.key == "waits")).done_at is None
    assert run(app, "restore", "confirm").exit_code == 0
    assert Round(app).work() is True
    with app.app_context():
        assert db.session.scalar(select(Job).where(Job.key == "waits")).done_at
        assert not standstill.is_on()
    assert run(app, "restore", "confirm").exit_code == 1


def test_a_database_with_something_in_it_is_left_alone(house, backed_up):
    app = house("after")
    with app.app_context():
        upgrade()
        with transaction():
            make_person("Đang Ở Đây")
    told = run(app, "restore", "load", str(backed_up[0]))
    assert told.exit_code == 1
    assert "not empty" in told.output
    with app.app_context():
        assert db.session.scalars(select(PersonalDetails.name)).all() == ["Đang Ở Đây"]
        assert not standstill.is_on()


@pytest.mark.parametrize("damage", ["cut", "nonsense"])
def test_a_damaged_file_restores_nothing(house, backed_up, tmp_path, damage):
    content = backed_up[0].read_bytes()
    file = tmp_path / "damaged"
    file.write_bytes(content[: len(content) // 2] if damage == "cut" else b"no backup" * 999)
    app = house("after")
    assert run(app, "restore", "load", str(file)).exit_code == 1
    with app.app_context():
        tables = inspect(db.engine).get_table_names()
        assert "person" not in tables or db.session.scalar(text("SELECT count(*) FROM person")) == 0


def test_the_list_survives_a_line_cut_short(house, backed_up, tmp_path):
    _file, gone = backed_up
    path = tmp_path / "data" / "erased.list"
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_text(path.read_text() + "2026-11-26T00:00:00+00:00 0198c0de-00")
    with house("after").app_context():
        assert list(erased.listed()) == [gone]
