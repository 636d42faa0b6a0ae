"""`flask audit`: seal what is not sealed yet, and read everything again to see that it holds."""

import click
from flask.cli import with_appcontext

from mentorhub.platform import sealing
from mentorhub.platform.db import transaction


@click.group("audit")
def audit() -> None:
    """The audit log and its seals."""


@audit.command("verify")
@with_appcontext
def verify() -> None:
    """Exit 0 when every sealed row is as it was sealed, else 1 and the first batch that is not."""
    if found := sealing.first_break():
        raise click.ClickException(f"Batch {found.number} does not hold: {found.problem}.")
    newest = sealing.newest()
    head = f"{newest.number} batches hold, the newest is {newest.digest}" if newest else "No batch"
    click.echo(f"{head}; {sealing.waiting()} rows wait for the next seal.")


@audit.command("seal")
@with_appcontext
def seal() -> None:
    """Seal now instead of within ten minutes."""
    with transaction():
        click.echo(f"{sealing.seal_all()} rows sealed.")
