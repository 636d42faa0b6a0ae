"""SQLite's one writer: the next is let in at once, nobody waits for ever, and nobody who reads."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from mentorhub.platform import sqlite_manners

ROOT = Path(__file__).parents[2]
HOLDING = """
import sys, time
from sqlalchemy import create_engine
from mentorhub.platform import sqlite_manners
import pysqlite3.dbapi2
engine = create_engine(sys.argv[1], module=pysqlite3.dbapi2)
sqlite_manners.teach(engine, lambda: False)
with engine.begin():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path}/turns.sqlite"


@pytest.fixture
def engine_for(address):
    """Each with its own connections, as another process has."""
    import pysqlite3.dbapi2

    made = []

    def engine(*, only_reads=False):
        one = create_engine(address, module=pysqlite3.dbapi2, poolclass=QueuePool)
        sqlite_manners.teach(one, lambda: only_reads)
        made.append(one)
        return one

    yield engine
    for one in made:
        one.dispose()


def _written(engine, done, name):
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO mark VALUES (:name)"), {"name": name})
        done.append(name)


@pytest.fixture
def engine(engine_for):
    one = engine_for()
    with one.begin() as connection:
        connection.execute(text("CREATE TABLE mark (name TEXT)"))
    return one


def test_who_waited_writes_as_soon_as_the_holder_of_the_place_was_killed(engine, address):
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDING, address], cwd=ROOT, stdout=subprocess.PIPE
    )
    done = []
    try:
        assert holder.stdout.readline() == b"held\n"
        waiting = threading.Thread(target=_written, args=(engine, done, "waited"))
        waiting.start()
        time.sleep(0.2)
        assert not done
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    waiting.join(timeout=3)
    assert done == ["waited"]


def test_threads_of_two_processes_all_get_their_turn(engine, engine_for):
    other, done = engine_for(), []
    threads = [
        threading.Thread(target=_written, args=(one, done, f"{number}"))
        for number in range(20)
        for one in (engine, other)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with engine.begin() as connection:
        kept = connection.scalars(text("SELECT name FROM mark")).all()
    assert sorted(kept) == sorted(done)
    assert len(kept) == 40


def test_nobody_waits_for_ever_and_who_gave_up_leaves_the_place_to_others(engine, monkeypatch):
    monkeypatch.setattr(sqlite_manners, "PATIENCE", 0.1)
    with engine.begin() as first:
        with pytest.raises(OperationalError, match="locked"), engine.begin():
            raise AssertionError("two wrote at once")
        first.execute(text("INSERT INTO mark VALUES ('first')"))
    done = []
    _written(engine, done, "second")
    assert done == ["second"]


def test_who_only_reads_waits_for_nobody(engine, engine_for):
    reader = engine_for(only_reads=True)
    with engine.begin() as writer:
        writer.execute(text("INSERT INTO mark VALUES ('unseen')"))
        began = time.monotonic()
        with reader.begin() as connection:
            assert connection.scalars(text("SELECT name FROM mark")).all() == []
        assert time.monotonic() - began < 2


def test_a_transaction_that_failed_gives_its_turn_back(engine):
    with pytest.raises(ZeroDivisionError), engine.begin():
        raise ZeroDivisionError
    done = []
    _written(engine, done, "next")
    assert done == ["next"]
