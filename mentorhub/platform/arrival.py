"""When a request had arrived, by the clock of the database: what every deadline is decided by.

Each worker may run on a machine of its own with a clock of its own; the database has one. A worker
only measures how long ago the last byte came in, by a watch that nobody sets (monotonic), and takes
that off the database's time. Waiting for a lock therefore costs nobody a deadline, and two workers
whose clocks differ decide alike.
"""

import time
from datetime import UTC, datetime, timedelta

from flask import g, has_request_context
from sqlalchemy import text

from mentorhub.platform.clock import told
from mentorhub.platform.db import db

# not now(): on PostgreSQL that is when the transaction began
ON_POSTGRES = text("SELECT clock_timestamp()")
# SQLite lives on the machine of its workers: their clock is the database's clock
ON_SQLITE = text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")


def note_arrival() -> None:
    """The last byte is here; no lock has been waited for yet."""
    g.arrived = time.monotonic()


def database_now() -> datetime:
    """The one clock that all workers share; ask it inside the transaction that decides."""
    if (moment := told()) is not None:
        return moment
    if db.session.get_bind().dialect.name == "postgresql":
        answer: datetime = db.session.execute(ON_POSTGRES).scalar_one()
        return answer.astimezone(UTC)
    return datetime.fromisoformat(db.session.execute(ON_SQLITE).scalar_one()).replace(tzinfo=UTC)


def arrived_at() -> datetime:
    """Of the present request; outside of one, this moment.

    The round trip to the database, about a millisecond, counts in favour of who sent.
    """
    if has_request_context() and "arrived" in g:
        return database_now() - timedelta(seconds=time.monotonic() - g.arrived)
    return database_now()
