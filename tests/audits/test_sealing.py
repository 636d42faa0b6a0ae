"""Batches are sealed in the order of the clock, whoever commits when, and leave whole."""

from datetime import timedelta
from threading import Barrier, Thread

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from uuid_utils.compat import uuid7

from mentorhub.audits import jobs
from mentorhub.platform import sealing
from mentorhub.platform.audit import AuditRow, AuditWords
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.sealing import AuditSeal
from tests.audits.sealed import found, raw, seal, without_triggers, write
from tests.conftest import POSTGRES

OLD = timedelta(days=740)


def test_a_row_that_is_committed_late_goes_under_the_next_seal(real_app):
    """Its key is older than the newest sealed one; on PostgreSQL it is even written before it."""
    with real_app.app_context():
        late = {"id": uuid7(), "at": now(), "what": "late", "permission": "x.y"}
        insert = AuditRow.__table__.insert().values(
            allowed=True,
            actor="",
            office="",
            on_whom="",
            subject_type="",
            request="",
            facts={},
            **late,
        )
        with db.engine.connect() as slow:
            if POSTGRES:
                slow.execute(insert)
            write("early")
            assert seal() == 1
            if not POSTGRES:  # only one writes at a time
                slow.execute(insert)
            slow.commit()
        assert seal() == 1
        seals = dict(db.session.execute(select(AuditRow.what, AuditRow.seal)).all())
        assert seals == {"early": 1, "late": 2}
        assert found() is None


def test_two_workers_that_seal_at_once_seal_each_row_once(real_app):
    gate, failed = Barrier(2), []
    with real_app.app_context():
        write(*(str(n) for n in range(50)))

    def work():
        with real_app.app_context():
            gate.wait(10)
            try:
                seal()
            except IntegrityError as error:
                failed.append(error)

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(20)
    with real_app.app_context():
        assert found() is None
        assert sealing.waiting() == 0
        assert db.session.scalar(select(func.sum(AuditSeal.count))) == 50
    assert len(failed) <= 1


def test_a_long_queue_is_sealed_in_batches(real_app, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 4)
    with real_app.app_context():
        write(*"abcdefghij")
        assert seal() == 10
        assert [
            s.count for s in db.session.scalars(select(AuditSeal).order_by(AuditSeal.number))
        ] == [
            4,
            4,
            2,
        ]
        assert found() is None


def test_after_24_months_whole_batches_go_and_the_chain_stays(real_app):
    with real_app.app_context():
        write("old", "older", days_ago=OLD.days)
        with transaction():
            row = db.session.scalar(select(AuditRow.id))
            db.session.add(AuditWords(row_id=row, text="vì sao"))
        seal()
        write("old too", days_ago=OLD.days)
        write("new")
        seal()
        with transaction():
            jobs.sweep({})
        assert sorted(db.session.scalars(select(AuditRow.what))) == ["new", "old too"]
        assert db.session.scalars(select(AuditWords)).all() == []
        assert found() is None


def test_a_batch_that_was_emptied_early_is_found(sealed):
    raw(
        *without_triggers(),
        ("UPDATE audit_seal SET emptied_at = made_at WHERE number = 1", {}),
        ("DELETE FROM audit_row WHERE seal = 1", {}),
    )
    assert found() == sealing.Break(1, "it was emptied too early")
