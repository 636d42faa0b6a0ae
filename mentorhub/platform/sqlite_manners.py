"""SQLite shared by several processes: real transactions, and one writer after the other."""

import fcntl
import os
import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event

PATIENCE = 5  # seconds, of the database itself and of each thread for its own process
PRAGMAS = (
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL lost acknowledged commits in simulated power cuts
    f"busy_timeout = {PATIENCE * 1000}",
    "secure_delete = ON",  # what was erased is overwritten, not only unlinked
)


class Turns:
    """Who writes next: the threads of all processes, as they came.

    SQLite lets whoever finds the writer's place taken sleep and try anew, up to 100 ms at a time,
    and others go past meanwhile. A locked file is handed on by the kernel, also when its holder
    was killed. In each process one thread waits for it, the others for that one and not for ever:
    then the database's own answer is that it is busy.
    """

    def __init__(self, database: str) -> None:
        self.path = f"{database}-turn"
        self.here = threading.Lock()

    def take(self) -> int | None:
        """What `give_back` wants; None for whoever waited too long and tries without."""
        if not self.here.acquire(timeout=PATIENCE):
            return None
        try:
            place = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(place, fcntl.LOCK_EX)
        except BaseException:
            self.here.release()
            raise
        return place

    def give_back(self, place: int) -> None:
        os.close(place)  # nobody else has it open so: this unlocks it
        self.here.release()


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
