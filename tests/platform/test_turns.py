"""SQLite's one writer: the next is let in at once, nobody waits for ever, and nobody who reads."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pysqlite3.dbapi2
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool

from mentorhub.platform import sqlite_manners
from mentorhub.platform.sqlite_manners import Turns

ROOT = Path(__file__).parents[2]
AT_ONCE = 1.0  # SQLite alone would try again too, but whoever lost a turn takes five seconds
HOLDING = """
import sys, time
from mentorhub.platform.sqlite_manners import Turns
assert Turns(sys.argv[1]).take() is not None
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def database(tmp_path):
    return f"{tmp_path}/turns.sqlite"


@pytest.fixture
def engine_for(database):
    """Each with its own connections, as another process has."""
    made = []

    def engine(*, only_reads=False):
        kind = {"module": pysqlite3.dbapi2, "poolclass": QueuePool}
        one = create_engine(f"sqlite:///{database}", **kind)
        sqlite_manners.teach(one, lambda: only_reads)
        made.append(one)
        return one

    yield engine
    for one in made:
        one.dispose()


@pytest.fixture
def engine(engine_for):
    one = engine_for()
    with one.begin() as connection:
        connection.execute(text("CREATE TABLE mark (name TEXT)"))
    return one


def _write(engine, name):
    """How long it took."""
    began = time.monotonic()
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO mark VALUES (:name)"), {"name": name})
    return time.monotonic() - began


def _let_in(turns, act):
    """(whether somebody who asks has a turn before `act`, whether they have it at once after)"""
    places = []
    waiting = threading.Thread(target=lambda: places.append(turns.take()))
    waiting.start()
    time.sleep(0.2)
    before = bool(places)
    act()
    waiting.join(timeout=AT_ONCE)
    after = bool(places) and places[0] is not None
    if after:
        turns.give_back(places[0])
    return before, after


def test_another_process_is_let_in_as_soon_as_the_turn_is_given_back(database):
    holder, other = Turns(database), Turns(database)
    place = holder.take()
    assert _let_in(other, lambda: holder.give_back(place)) == (False, True)


def test_another_thread_too(database):
    turns = Turns(database)
    place = turns.take()
    assert _let_in(turns, lambda: turns.give_back(place)) == (False, True)


def test_a_holder_that_was_killed_holds_nothing(database):
    command = [sys.executable, "-c", HOLDING, database]
    holder = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert holder.stdout.readline() == b"held\n"
        assert _let_in(Turns(database), holder.kill) == (False, True)
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()


def test_a_process_that_just_wrote_lets_the_others_try_first(database, monkeypatch):
    monkeypatch.setattr(sqlite_manners, "OTHERS_FIRST", 0.3)
    greedy, other, order = Turns(database), Turns(database), []
    first = greedy.take()

    def write(turns, name):
        place = turns.take()
        order.append(name)
        turns.give_back(place)

    again = threading.Thread(target=write, args=(greedy, "again"))
    waiting = threading.Thread(target=write, args=(other, "other"))
    again.start()
    waiting.start()
    time.sleep(0.1)
    greedy.give_back(first)
    again.join(timeout=10)
    waiting.join(timeout=10)
    assert order == ["other", "again"]


def test_whoever_waited_long_enough_asks_without_and_nothing_stays_open(database, monkeypatch):
    monkeypatch.setattr(sqlite_manners, "PATIENCE", 0.1)
    holder, same, other = Turns(database), Turns(database), Turns(database)
    place = holder.take()
    for turns in (holder, other, same):
        began = time.monotonic()
        assert turns.take() is None
        assert time.monotonic() - began < AT_ONCE
    holder.give_back(place)
    _give_back_at_once(other)
    _give_back_at_once(holder)


def _give_back_at_once(turns):
    place = turns.take()
    assert place is not None
    turns.give_back(place)


def test_where_the_file_cannot_be_there_sqlite_alone_decides(tmp_path):
    turns = Turns(f"{tmp_path}/no-such-folder/a.sqlite")
    assert turns.take() is None
    assert turns.take() is None


def test_transactions_take_turns_and_give_them_back_whatever_becomes_of_them(engine, engine_for):
    other = engine_for()
    with pytest.raises(ZeroDivisionError), engine.begin():
        raise ZeroDivisionError
    assert _write(other, "after a failure") < AT_ONCE
    assert _write(engine, "after another process") < AT_ONCE
    with engine.connect() as connection:  # two transactions without going back to the pool
        for name in ("first", "second"):
            connection.execute(text("INSERT INTO mark VALUES (:name)"), {"name": name})
            connection.commit()
    assert _write(other, "after a connection that stayed") < AT_ONCE


def test_two_never_write_at_once(engine, monkeypatch):
    monkeypatch.setattr(sqlite_manners, "PATIENCE", 0.1)
    with engine.begin(), pytest.raises(OperationalError, match="locked"), engine.begin():
        raise AssertionError("two wrote at once")


def test_who_only_reads_waits_for_nobody(engine, engine_for):
    reader = engine_for(only_reads=True)
    with engine.begin() as writer:
        writer.execute(text("INSERT INTO mark VALUES ('unseen')"))
        began = time.monotonic()
        with reader.begin() as connection:
            assert connection.scalars(text("SELECT name FROM mark")).all() == []
        assert time.monotonic() - began < AT_ONCE
