"""The starter that every test on PostgreSQL relies on."""

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import postgres


@pytest.fixture(scope="module")
def server():
    with postgres.running() as server:
        yield server


def connect(server, database="postgres"):
    return psycopg.connect(host=str(server.folder), user="postgres", dbname=database)


def test_it_listens_on_its_own_socket_and_nowhere_else(server):
    with connect(server) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SELECT inet_server_addr()").fetchone() == (None,)


def test_it_never_runs_as_root(server):
    owner = Path(f"/proc/{server.process.pid}").stat().st_uid
    assert owner == (65534 if os.geteuid() == 0 else os.geteuid())


def test_a_database_is_copied_from_another(server):
    server.create("first")
    with connect(server, "first") as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'Đồng Tháp Mười' AS name")
    server.create("second", template="first")
    with connect(server, "second") as connection:
        assert connection.execute("SELECT lower(name) FROM kept").fetchall() == [
            ("đồng tháp mười",)
        ]
    server.drop("second")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(server, "second")


def test_only_a_durable_one_waits_for_the_disk(server):
    with connect(server) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
    with postgres.running(durable=True) as durable, connect(durable) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)
    assert not durable.folder.parent.exists()


def test_it_ends_with_the_process_that_started_it():
    owner = subprocess.Popen(
        [sys.executable, "-m", "tests.postgres"], stdout=subprocess.PIPE, text=True
    )
    folder = Path(owner.stdout.readline().strip().partition("host=")[2])
    server = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
    watched = os.pidfd_open(server)
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdout.close()
    ended, _, _ = select.select([watched], [], [], 20)
    os.close(watched)
    shutil.rmtree(folder.parent)
    assert ended == [watched]


def test_without_any_postgres_it_says_what_was_tried(monkeypatch):
    monkeypatch.setattr(postgres, "_installed", lambda: iter([Path("/nowhere/pginstall/bin")]))
    with (
        pytest.raises(postgres.NoPostgres, match="/nowhere/pginstall/bin did not start"),
        postgres.running(),
    ):
        pass
