"""When a request had arrived, by the clock of the database: what every deadline is decided by.

Each worker may run on a machine of its own with a clock of its own; the database has one. A worker
only measures how long ago the last byte came in, by a watch that nobody sets (monotonic), and takes
that off the database's time. Waiting for a lock therefore costs nobody a deadline, and two workers
whose clocks differ decide alike. A proxy on the worker's machine that says when it had read the
request (`X-Request-Start`, of nginx with every byte of the body) is believed where
MENTORHUB_PROXY_TELLS_ARRIVAL says so: waiting for a worker costs nobody a deadline either.
"""

import re
import time
from datetime import UTC, datetime, timedelta

from flask import current_app, g, has_request_context, request
from sqlalchemy import text

from mentorhub.platform.clock import told
from mentorhub.platform.db import db

# not now(): on PostgreSQL that is when the transaction began
ON_POSTGRES = text("SELECT clock_timestamp()")
# SQLite lives on the machine of its workers: their clock is the database's clock
ON_SQLITE = text("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")


TOLD = re.compile(r"t=(\d{10}\.\d{3})", re.ASCII)
LONGEST = 40.0  # seconds; nginx gives up waiting for an answer sooner (proxy_read_timeout)


def note_arrival() -> None:
    """The last byte is here; no lock has been waited for yet."""
    g.arrived = time.monotonic() - waited_for_a_worker()


def waited_for_a_worker() -> float:
    """Seconds since the proxy had the whole request, by the clock of the machine both run on.

    What is no such time, or none of the last moments, counts as nothing.
    """
    if not current_app.config["PROXY_TELLS_ARRIVAL"]:
        return 0.0
    told_at = TOLD.fullmatch(request.headers.get("X-Request-Start", ""))
    waited = time.time() - float(told_at[1]) if told_at else 0.0
    return waited if 0.0 < waited <= LONGEST else 0.0


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
