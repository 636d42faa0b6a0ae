"""`flask backup FOLDER`: the whole database as it was at one moment, while everything runs on."""

import os
import subprocess
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy import URL

from mentorhub.platform.clock import now
from mentorhub.platform.db import db


@click.command("backup")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@with_appcontext
def backup(folder: Path) -> None:
    """Write the database to a new file in FOLDER, readable by nobody else, and print its name."""
    sqlite = db.engine.dialect.name == "sqlite"
    target = folder / f"mentorhub-{now():%Y%m%d-%H%M%S}.{'sqlite' if sqlite else 'dump'}"
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    (_copy if sqlite else _dump)(target)
    click.echo(target)


def _copy(target: Path) -> None:
    with db.engine.connect() as connection:
        source = connection.connection.driver_connection
        assert source is not None
        copy = type(source)(str(target))
        try:
            source.backup(copy)
        finally:
            copy.close()


def plain_url() -> str:
    """The database as PostgreSQL's own programs understand it, without the password."""
    bare = db.engine.url.set(drivername="postgresql", password=None)
    return bare.render_as_string(hide_password=False)


def password_of(url: URL) -> dict[str, str]:
    """For the environment of those programs."""
    return {"PGPASSWORD": str(url.password)} if url.password else {}


def _dump(target: Path) -> None:
    """pg_dump has to be of the server's major version; the password does not show in `ps`."""
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={target}", plain_url()]
    try:
        subprocess.run(command, check=True, env=os.environ | password_of(db.engine.url))
    except (OSError, subprocess.CalledProcessError) as problem:
        target.unlink()
        raise click.ClickException(f"pg_dump made no backup: {problem}") from problem
