"""Small files whose time says since when what was kept of certain rows is old.

Every commit that touches such a row moves the stamp before its own reply leaves. Whoever keeps
something reads the stamp before the first question to the database: what a transaction saw that
began earlier is then never taken for newer than it is.
"""

import os
import time
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction

from mentorhub.platform.db import Base, db

FILES = {"shown_to_everyone": "page-stamp", "explains_contests": "contest-stamp"}
"""Mark of a model (platform/db.py) → the file in MENTORHUB_DATA that its rows move."""


def of(app: Flask, mark: str) -> str:
    """Where the stamp lies, for `read`."""
    return str(Path(app.config["DATA_FOLDER"]) / FILES[mark])


def read(stamp: str) -> int:
    """Nanoseconds; a stamp somebody tidied away is one of now, which makes all that is kept old."""
    try:
        return os.stat(stamp).st_mtime_ns
    except FileNotFoundError:
        Path(stamp).touch()
        return os.stat(stamp).st_mtime_ns


def move(mark: str) -> None:
    """From now on nothing that was made before is given to anybody."""
    at, stamp = time.time_ns(), of(current_app, mark)
    with suppress(FileNotFoundError):  # without a folder for data nobody can have kept anything
        Path(stamp).touch()
        os.utime(stamp, ns=(at, at))


def _touched(session: Session, model: type[Base]) -> None:
    session.info.setdefault("stamps", set()).update(m for m in FILES if getattr(model, m))


def _notice_rows(session: Session, _context: Any) -> None:
    changed = (row for row in session.dirty if session.is_modified(row))
    for model in {type(row) for row in chain(session.new, session.deleted, changed)}:
        _touched(session, model)


def _notice_statements(state: ORMExecuteState) -> None:
    """`update(…)` and its like, which pass by no object."""
    if (state.is_update or state.is_insert or state.is_delete) and state.bind_mapper:
        _touched(state.session, state.bind_mapper.class_)


def _after_commit(session: Session) -> None:
    for mark in session.info.get("stamps", ()):
        move(mark)


def _after_transaction(session: Session, transaction: SessionTransaction) -> None:
    """Only the end of the outermost one: a savepoint's end is not yet seen by others."""
    if transaction.parent is None:
        session.info.pop("stamps", None)


event.listen(db.session, "after_flush", _notice_rows)
event.listen(db.session, "do_orm_execute", _notice_statements)
event.listen(db.session, "after_commit", _after_commit)
event.listen(db.session, "after_transaction_end", _after_transaction)
