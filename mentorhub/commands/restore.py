"""`flask restore load FILE`, then `flask restore confirm`: the way back from a backup.

In between the site answers, but the worker stands still: nobody is mailed yesterday's news, and
no job runs, before somebody has looked. Whoever was erased after the backup is erased again.
"""

import os
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import click
import pysqlite3.dbapi2 as sqlite
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect, text

from mentorhub.accounts.models import Person
from mentorhub.commands.backup import password_of, plain_url
from mentorhub.platform import erased, sealing, standstill
from mentorhub.platform.db import db, transaction
from mentorhub.rights.actions import forget_person

Counts = dict[str, int]


@click.group("restore")
def restore() -> None:
    """Back from a backup."""


@restore.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@with_appcontext
def load(file: Path) -> None:
    """Read FILE into the empty database, bring it up to date, erase again who was erased."""
    if inspect(db.engine).get_table_names():
        raise click.ClickException("The database is not empty. Restore into an empty one only.")
    standstill.begin()
    on_sqlite = db.engine.dialect.name == "sqlite"
    expected = _counts_in_copy(file) if on_sqlite else _counts_in_dump(file)
    (_copy if on_sqlite else _read_dump)(file)
    _refuse_a_difference(expected, _counts())
    click.echo(f"{sum(expected.values())} rows in {len(expected)} tables, as in the backup.")
    db.session.remove()
    upgrade()
    click.echo(_about_the_log())
    click.echo(f"Erased again: {_erase_again()}.")
    click.echo("No mail is sent and no job runs until `flask restore confirm`.")


@restore.command("confirm")
@with_appcontext
def confirm() -> None:
    """Everything looks right: the worker goes on."""
    if not standstill.is_on():
        raise click.ClickException("Nothing waits to be confirmed.")
    standstill.end()
    click.echo("The worker goes on.")


def _about_the_log() -> str:
    """Said before anything is erased again; a broken seal is looked into by people."""
    found = sealing.first_break()
    return (
        f"The log of decisions breaks at seal {found.number}: {found.problem}."
        if found
        else ("The log of decisions is whole.")
    )


def _erase_again() -> int:
    """Each in a transaction of its own, so that a stop on the way can be followed by another go."""
    again = 0
    for person_id in list(erased.listed()):
        with transaction():
            person = db.session.get(Person, person_id)
            if person is not None and (person.details is not None or person.closed_at is None):
                forget_person(person)
                again += 1
    return again


def _copy(file: Path) -> None:
    """Page by page, outside any transaction."""
    source, target = _opened(file), db.engine.raw_connection()
    try:
        source.backup(target.driver_connection)
    finally:
        source.close()
        target.close()
        db.engine.dispose()


def _opened(file: Path) -> Any:
    source = sqlite.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        sound = source.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    except sqlite.DatabaseError:
        sound = False
    if not sound:
        source.close()
        raise click.ClickException("The file is damaged, or no backup. Nothing was restored.")
    return source


def _counts_in_copy(file: Path) -> Counts:
    source = _opened(file)
    try:
        tables = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: source.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for (name,) in tables
        }
    finally:
        source.close()


def _read_dump(file: Path) -> None:
    command = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction"]
    _run([*command, f"--dbname={plain_url()}", str(file)])


def _counts_in_dump(file: Path) -> Counts:
    """How many lines the dump holds for each table: what it writes between COPY and its end."""
    written = _run(["pg_restore", "--data-only", "--file=-", str(file)])
    counts: Counts = Counter()
    table = ""
    for line in written.splitlines():
        if not table and line.startswith(b"COPY "):
            table = line.split()[1].decode().rpartition(".")[2].strip('"')
            counts[table] += 0
        elif line == rb"\.":
            table = ""
        elif table:
            counts[table] += 1
    return dict(counts)


def _run(command: list[str]) -> bytes:
    try:
        done = subprocess.run(
            command, check=True, env=os.environ | password_of(db.engine.url), capture_output=True
        )
    except (OSError, subprocess.CalledProcessError) as problem:
        told = getattr(problem, "stderr", b"") or b""
        raise click.ClickException(f"pg_restore failed: {problem} {told.decode()}") from problem
    return done.stdout


def _counts() -> Counts:
    with db.engine.connect() as connection:
        return {
            name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0
            for name in inspect(connection).get_table_names()
        }


def _refuse_a_difference(expected: Counts, found: Counts) -> None:
    differing = [name for name, number in expected.items() if found.get(name, -1) != number]
    if differing:
        raise click.ClickException(f"Not all rows arrived: {', '.join(sorted(differing))}.")
