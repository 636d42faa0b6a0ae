"""Who hears of a seal that does not hold: whoever asks, and administrators at night."""

from click.testing import CliRunner
from sqlalchemy import select

from mentorhub.activity.models import Activity
from mentorhub.audits import jobs
from mentorhub.audits.notices import administrators
from mentorhub.platform.db import db, transaction
from tests.audits.sealed import key, raw, without_triggers
from tests.factories import make_admin


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
