"""`flask scores`: sign the logs of scoresheets, and read everything again to see that they hold."""

import click
from flask.cli import with_appcontext

from mentorhub.judging import actions, queries
from mentorhub.platform.db import transaction


@click.group("scores")
def scores() -> None:
    """The logs of scoresheets and their checkpoints."""


@scores.command("verify")
@with_appcontext
def verify() -> None:
    """Exit 0 when every log holds, else 1 and a line for each contest whose log does not."""
    with transaction():
        found = actions.read_all_again()
    for one in found:
        click.echo(f"Contest {one.contest_id}: {one}.")
    if found:
        raise click.ClickException(f"{len(found)} logs of scoresheets do not hold.")
    logs = queries.logs()
    click.echo(f"{len(logs)} logs with {sum(log.size for log in logs)} leaves hold.")


@scores.command("checkpoint")
@with_appcontext
def checkpoint() -> None:
    """Sign now instead of within ten minutes, and print the newest checkpoint of each contest."""
    with transaction():
        for log in queries.logs():
            actions.write_checkpoint(log.contest_id)
            if newest := actions.newest(log.contest_id):
                click.echo(f"{newest.text()}")
