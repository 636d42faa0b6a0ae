"""The database keeps the log as it was written; whoever gets round the database is found out."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError
from uuid_utils.compat import uuid7

from mentorhub.platform import sealing
from mentorhub.platform.audit import AuditRow, PseudonymKey, forget, pseudonyms_of
from mentorhub.platform.db import db, transaction
from mentorhub.platform.sealing import AuditSeal
from tests.audits.sealed import found, key, raw, seal, without_triggers, write
from tests.conftest import POSTGRES


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
