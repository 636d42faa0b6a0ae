"""Rows from before pseudonyms: what a migration made of them."""

from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select
from uuid_utils.compat import uuid7

from mentorhub.app import create_app
from mentorhub.platform.audit import AuditRow, AuditWords, PseudonymKey
from mentorhub.platform.db import db
from tests.audits.sealed import key, raw
from tests.conftest import POSTGRES, fresh_database
from tests.conftest import settings_of_tests as settings_for


def test_rows_written_before_lose_the_keys_of_people_and_what_was_typed(worker_id):
    app = create_app(settings_for(fresh_database(f"before_{worker_id}")))
    person, other, thing = uuid7(), uuid7(), uuid7()
    insert = (
        "INSERT INTO audit_row (id, at, what, permission, actor_id, subject_type, subject_id,"
        " facts) VALUES (:id, :at, :what, 'x.y', :actor, :type, :thing, :facts)"
    )
    with app.app_context():
        upgrade(revision="0001")
        common = {"at": "2026-01-01 00:00:00+00:00" if POSTGRES else "2026-01-01 00:00:00.000000",
                  "actor": key(person)}  # fmt: skip
        raw(
            (insert, {**common, "id": key(uuid7()), "what": "looked", "type": "Person",
                      "thing": key(other), "facts": "{}"}),
            (insert, {**common, "id": key(uuid7()), "what": "refused", "type": "Unit",
                      "thing": key(thing), "facts": '{"reason": "vì thế", "lines": 3}'}),
        )  # fmt: skip
        upgrade()
        looked, refused = db.session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        names = dict(
            db.session.execute(select(PseudonymKey.person_id, PseudonymKey.pseudonym)).all()
        )
        assert (looked.actor, looked.on_whom) == (names[person], names[other])
        assert (looked.subject_id, looked.allowed) == (None, True)
        assert (refused.subject_id, refused.allowed, refused.facts) == (thing, False, {"lines": 3})
        assert db.session.scalars(select(AuditWords.text)).all() == ["vì thế"]
        db.session.rollback()
        downgrade(revision="0001")
        assert "actor_id" in {
            column["name"] for column in inspect(db.engine).get_columns("audit_row")
        }
        db.engine.dispose()
