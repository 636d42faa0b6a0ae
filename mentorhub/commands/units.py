"""`flask units load`: provinces with their communes, wards and special zones."""

import click
from flask.cli import with_appcontext

from mentorhub.platform.db import transaction
from mentorhub.units.actions import UnknownProvince, load_units


@click.group("units")
def units() -> None:
    """The tree of units."""


@units.command("load")
@click.option("--all", "everything", is_flag=True, help="All 34 provinces, 3,321 communes.")
@click.option("--province", multiple=True, default=("91",), help="Code or name; may be repeated.")
@with_appcontext
def load(everything: bool, province: tuple[str, ...]) -> None:
    """Put units in place, An Giang's unless others are named; a second run changes nothing."""
    try:
        with transaction():
            count = load_units(province, everything=everything)
    except UnknownProvince as unknown:
        raise click.ClickException(f"No province has the code or name {unknown}.") from unknown
    click.echo(f"{count} units are in place.")
