"""SQLite shared by several processes: real transactions, and one writer after the other."""

import fcntl
import os
import threading
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

PATIENCE = 5  # seconds for a turn, and as long again for SQLite's own answer
A_MOMENT, OTHERS_FIRST = 0.001, 0.003
PRAGMAS = (
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL lost acknowledged commits in simulated power cuts
    f"busy_timeout = {PATIENCE * 1000}",
    "secure_delete = ON",  # what was erased is overwritten, not only unlinked
)


class Turns:
    """Who writes next, of the threads of all processes.

    SQLite lets whoever finds the writer's place taken sleep and try anew, up to 100 ms at a time,
    and others go past meanwhile. Here one thread of each process tries for the place every
    millisecond, the others wait for that thread, and a process that had the place a moment ago
    lets the others try first. A killed process holds nothing. It is a courtesy: who waits in vain,
    or cannot open the file, asks SQLite as before, which alone decides who writes.
    """

    def __init__(self, database: str) -> None:
        self.path = f"{database}-turn"
        self.here = threading.Lock()
        self.ended = 0.0

    def take(self) -> int | None:
        """What `give_back` wants; None for whoever has to ask SQLite without."""
        until = time.monotonic() + PATIENCE
        if not self.here.acquire(timeout=PATIENCE):
            return None
        place = None
        try:
            place = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            if time.monotonic() - self.ended < OTHERS_FIRST:
                time.sleep(OTHERS_FIRST)
            while not _locked(place):
                if time.monotonic() > until:
                    raise TimeoutError
                time.sleep(A_MOMENT)
        except OSError:
            if place is not None:
                os.close(place)
            self.here.release()
            return None
        return place

    def give_back(self, place: int) -> None:
        fcntl.flock(place, fcntl.LOCK_UN)
        os.close(place)
        self.ended = time.monotonic()
        self.here.release()


def _locked(place: int) -> bool:
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def teach(engine: Engine, only_reads: Callable[[], bool]) -> None:
    """`only_reads` is asked as a transaction begins: then it leaves writing to others."""
    turns = Turns(engine.url.database) if engine.url.database else None

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        if only_reads():
            connection.exec_driver_sql("BEGIN")
            return
        held = connection.info
        if turns is not None and held.get("turn") is None:
            held["turn"] = turns.take()
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def on_checkin(_: Any, record: Any) -> None:
        """After the commit, and after whatever went wrong instead."""
        place = record.info.pop("turn", None)
        if turns is not None and place is not None:
            turns.give_back(place)
