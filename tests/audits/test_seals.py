"""The database keeps the log as it was written; whoever gets round the database is found out."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from click.testing import CliRunner
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from uuid_utils.compat import uuid7

from mentorhub.activity.models import Activity
from mentorhub.app import create_app
from mentorhub.audits import jobs
from mentorhub.audits.notices import administrators
from mentorhub.platform import sealing
from mentorhub.platform.audit import AuditRow, AuditWords, PseudonymKey, forget, pseudonyms_of
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, transaction
from mentorhub.platform.sealing import AuditSeal
from tests.conftest import POSTGRES, fresh_database
from tests.conftest import settings_of_tests as settings_for
from tests.factories import make_admin

OLD = timedelta(days=740)


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


@pytest.fixture
def sealed(real_app):
    """Two batches of three rows, and the keys of all of them in order."""
    with real_app.app_context():
        for names in (("a", "b", "c"), ("d", "e", "f")):
            write(*names)
            seal()
        keys = db.session.scalars(select(AuditRow.id).order_by(AuditRow.id)).all()
        db.session.rollback()
        yield keys


def found():
    db.session.rollback()
    db.session.expire_all()
    return sealing.first_break()


def test_what_nobody_touched_holds(sealed):
    assert found() is None
    assert [s.count for s in db.session.scalars(select(AuditSeal).order_by(AuditSeal.number))] == [
        3,
        3,
    ]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_row SET what = 'z'",
        "UPDATE audit_row SET actor = 'z'",
        "UPDATE audit_row SET seal = NULL",
        "UPDATE audit_row SET seal = 2",
        "DELETE FROM audit_row",
        "UPDATE audit_seal SET digest = 'z'",
        "UPDATE audit_seal SET emptied_at = made_at",
        "DELETE FROM audit_seal",
        *(["TRUNCATE audit_row", "TRUNCATE audit_seal"] if POSTGRES else []),
    ],
)
def test_the_database_refuses_to_change_or_delete(sealed, statement):
    with pytest.raises(DatabaseError, match=r"audit|seals"):
        raw((statement, {}))
    assert found() is None


def test_rows_without_a_seal_are_not_changed_either(sealed):
    write("g")
    for statement in (
        "UPDATE audit_row SET what = 'z' WHERE seal IS NULL",
        "DELETE FROM audit_row WHERE seal IS NULL",
    ):
        with pytest.raises(DatabaseError, match="audit"):
            raw((statement, {}))


def key(value):
    """As the database stores it."""
    return str(value) if POSTGRES else value.hex


def test_a_changed_row_is_found(sealed):
    change = ("UPDATE audit_row SET what = 'nothing' WHERE id = :id", {"id": key(sealed[1])})
    raw(*without_triggers(), change)
    assert found() == sealing.Break(1, "a row of it was changed or moved")


@pytest.mark.parametrize("column", [name for name in sealing.COLUMNS if name != "id"])
def test_a_change_of_any_column_is_found(sealed, column):
    moment = "2020-01-01 00:00:00.000000" + ("+00:00" if POSTGRES else "")
    values = {"at": moment,
              "allowed": False, "facts": '{"n": 1}'}  # fmt: skip
    keys = column.endswith("_id")
    value = values.get(column, key(sealed[0]) if keys else "other")
    cast = {"at": "timestamptz", "facts": "json"}.get(column, "uuid" if keys else "")
    given = f"CAST(:v AS {cast})" if POSTGRES and cast else ":v"
    raw(
        *without_triggers(),
        (
            f"UPDATE audit_row SET {column} = {given} WHERE id = :id",
            {"v": value, "id": key(sealed[4])},
        ),
    )
    assert found() == sealing.Break(2, "a row of it was changed or moved")


def test_a_deleted_row_is_found(sealed):
    raw(*without_triggers(), ("DELETE FROM audit_row WHERE id = :id", {"id": key(sealed[3])}))
    assert found() == sealing.Break(2, "it has 2 rows instead of 3")


def test_an_inserted_row_is_found(sealed):
    write("g")
    raw(*without_triggers(), ("UPDATE audit_row SET seal = 1 WHERE seal IS NULL", {}))
    assert found() == sealing.Break(1, "it has 4 rows instead of 3")


def test_rows_that_changed_places_are_found(sealed):
    first, second, between = key(sealed[0]), key(sealed[2]), key(uuid7())
    move = "UPDATE audit_row SET id = :new WHERE id = :old"
    raw(
        *without_triggers(),
        (move, {"old": first, "new": between}),
        (move, {"old": second, "new": first}),
        (move, {"old": between, "new": second}),
    )
    assert found() == sealing.Break(1, "a row of it was changed or moved")


def test_rows_moved_to_another_batch_are_found(sealed):
    swap = "UPDATE audit_row SET seal = :to WHERE id = :id"
    raw(
        *without_triggers(),
        (swap, {"to": 2, "id": key(sealed[0])}),
        (swap, {"to": 1, "id": key(sealed[5])}),
    )
    assert found().number == 1


def test_a_missing_seal_is_found_and_so_is_the_newest(sealed):
    raw(*without_triggers(), ("DELETE FROM audit_seal WHERE number = 2", {}))
    assert found() == sealing.Break(2, "there are rows of it, but its seal is missing")
    raw(("DELETE FROM audit_seal WHERE number = 1", {}))
    assert found().number == 1


def test_a_seal_made_again_without_the_secret_key_is_found(sealed):
    """Rows, digests and chain are all recomputed; only the signature cannot be."""
    raw(
        *without_triggers(),
        ("UPDATE audit_row SET what = 'z' WHERE id = :id", {"id": key(sealed[5])}),
    )
    with transaction():
        last = sealing.newest()
        rows = db.session.scalars(
            select(AuditRow).where(AuditRow.seal == 2).order_by(AuditRow.id)
        ).all()
        last.rows_digest = sealing.digest_of(rows)
        last.digest = sealing._head(last)
    assert found() == sealing.Break(2, "its seal was not made with this application's secret key")


def test_a_new_secret_key_and_the_old_one_beside_it_are_enough(sealed, real_app):
    old = real_app.config["SECRET_KEY"]
    real_app.config.update(SECRET_KEY="another one, and long enough", SECRET_KEY_FALLBACKS=[old])
    assert found() is None
    real_app.config["SECRET_KEY_FALLBACKS"] = []
    assert found().number == 1


def test_erasing_a_person_leaves_every_seal_valid(real_app):
    person = uuid7()
    with real_app.app_context():
        with transaction():
            name = pseudonyms_of({person})[person]
            db.session.add(AuditRow(what="looked", permission="x.y", on_whom=name))
        seal()
        with transaction():
            forget(person)
        assert found() is None
        assert db.session.scalar(select(func.count()).select_from(PseudonymKey)) == 0


# ---- who commits when


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


# ---- 24 months


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


# ---- who is told


def test_the_command_says_what_holds_and_names_the_first_batch_that_does_not(sealed, real_app):
    runner = real_app.test_cli_runner()
    good = runner.invoke(args=["audit", "verify"])
    assert good.exit_code == 0
    assert "2 batches hold" in good.output
    raw(*without_triggers(), ("DELETE FROM audit_row WHERE id = :id", {"id": key(sealed[0])}))
    bad = runner.invoke(args=["audit", "verify"])
    assert bad.exit_code == 1
    assert "Batch 1 does not hold: it has 2 rows instead of 3." in bad.output
    assert isinstance(runner, CliRunner)


def test_administrators_are_told_at_night(sealed):
    with transaction():
        admin = make_admin().id
        jobs.verify({})
    assert db.session.scalar(select(Activity)) is None
    raw(*without_triggers(), ("DELETE FROM audit_row WHERE id = :id", {"id": key(sealed[5])}))
    with transaction():
        jobs.verify({})
    told = db.session.scalars(select(Activity)).one()
    assert (told.verb, told.facts) == ("audit.broken", {"number": 2})
    assert [person.id for person in administrators(told)] == [admin]


# ---- rows from before


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
