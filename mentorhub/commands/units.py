"""`flask units load`: the province and its communes, wards and special zones."""

import click
from flask.cli import with_appcontext

from mentorhub.platform.db import transaction
from mentorhub.units.actions import load_units


@click.group("units")
def units() -> None:
    """The tree of units."""


@units.command("load")
@with_appcontext
def load() -> None:
    """Put all units in place; a second run changes nothing."""
    with transaction():
        count = load_units()
    click.echo(f"{count} units are in place.")
