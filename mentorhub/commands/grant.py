"""`flask grant`: the first office of a house; what two give waits for an administrator after it."""

import click
from flask.cli import with_appcontext

from mentorhub.accounts.queries import person_at
from mentorhub.organisations import actions
from mentorhub.organisations.models import Proposal, Role
from mentorhub.platform.db import transaction
from mentorhub.platform.errors import Refused
from mentorhub.units.queries import by_code, by_slug


@click.command("grant")
@click.argument("person")
@click.argument("role", type=click.Choice([role.value for role in Role]))
@click.argument("unit")
@with_appcontext
def grant(person: str, role: str, unit: str) -> None:
    """Give PERSON (phone or e-mail) the office ROLE in UNIT (code, as 91, or name, as an-bien)."""
    with transaction():
        found, place = person_at(person), by_code(unit) or by_slug(unit)
        if found is None:
            raise click.ClickException("Nobody signs in with that number or address.")
        if place is None:
            raise click.ClickException("No unit has that code or name; see `flask units load`.")
        try:
            given = actions.grant_on_the_server(found, Role(role), unit=place)
        except Refused as refusal:
            raise click.ClickException(str(refusal.message)) from refusal
        if isinstance(given, Proposal):
            click.echo("Proposed. An administrator of the unit agrees to it under “Offices”.")
            return
        click.echo(f"{found.display_name} is {role} in {place.name}.")
