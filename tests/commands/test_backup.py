"""A backup is only one once it has been read back."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, select

from mentorhub.platform.db import db, transaction
from mentorhub.units.models import Unit
from tests.conftest import POSTGRES, fresh_database
from tests.factories import make_unit
from tests.postgres import _installed


@pytest.fixture
def path_to_pg_dump(monkeypatch):
    binaries = next(_installed()) if POSTGRES else Path()
    monkeypatch.setenv("PATH", f"{binaries}{os.pathsep}{os.environ['PATH']}")


def unit_names():
    return sorted(db.session.scalars(select(Unit.name)))


def restored(written, name):
    """The documented way back, on an empty database."""
    if not POSTGRES:
        return f"sqlite:///{written}"
    url = fresh_database(name)
    plain = make_url(url).set(drivername="postgresql").render_as_string()
    subprocess.run(
        ["pg_restore", "--no-owner", "--exit-on-error", "-d", plain, written], check=True
    )
    return url


def test_a_backup_holds_what_was_there(real_app, tmp_path, path_to_pg_dump, worker_id):
    with real_app.app_context(), transaction():
        make_unit("Xã Mỹ Hòa Hưng")
    with real_app.app_context():
        before = unit_names()
    printed = real_app.test_cli_runner().invoke(args=["backup", str(tmp_path)])
    written = Path(printed.output.strip())
    assert list(tmp_path.iterdir()) == [written]
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    engine = create_engine(restored(written, f"restored_{worker_id}"))
    with engine.connect() as connection:
        after = sorted(connection.scalars(select(Unit.name)))
    engine.dispose()
    assert "Xã Mỹ Hòa Hưng" in before
    assert after == before
