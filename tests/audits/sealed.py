"""The log sealed, and touched as somebody with the database's own password could."""

from datetime import timedelta

from sqlalchemy import text

from mentorhub.platform import sealing
from mentorhub.platform.audit import AuditRow
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from tests.conftest import POSTGRES


def write(*kinds, days_ago=0):
    at = now() - timedelta(days=days_ago)
    with transaction():
        db.session.add_all(AuditRow(at=at, what=kind, permission="x.y") for kind in kinds)


def seal():
    with transaction():
        return sealing.seal_all()


def raw(*statements):
    """As somebody with the database's own password would."""
    db.session.rollback()  # on SQLite only one writes at a time
    with db.engine.connect() as connection:
        for statement, values in statements:
            connection.execute(text(statement), values)
        connection.commit()


def without_triggers():
    kinds = ("row_stays", "row_sealed_once", "row_kept", "seal_stays", "seal_emptied_late")
    if POSTGRES:
        return [(f"ALTER TABLE {name} DISABLE TRIGGER USER", {}) for name in TABLES]
    return [(f"DROP TRIGGER audit_{kind}", {}) for kind in (*kinds, "seal_kept")]


TABLES = ("audit_row", "audit_seal")


def found():
    db.session.rollback()
    db.session.expire_all()
    return sealing.first_break()


def key(value):
    """As the database stores it."""
    return str(value) if POSTGRES else value.hex
