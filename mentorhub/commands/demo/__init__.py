"""`flask demo load`: sample data for a first look, made by the same actions the pages call."""

import click
from flask import current_app
from flask.cli import with_appcontext


@click.group("demo")
def demo() -> None:
    """Sample data: invented people in real communes."""


@demo.command("load")
@with_appcontext
def load() -> None:
    """Load the sample data once; say how to sign in for each role."""
    from mentorhub.commands.demo.story import Interrupted, is_loaded, tell_story
    from mentorhub.platform.db import transaction
    from mentorhub.platform.passwords import alike_share_a_hash

    if not current_app.config["DEMO"]:
        raise click.ClickException("Sample data is loaded only where MENTORHUB_DEMO=1.")
    try:
        with transaction(), alike_share_a_hash(current_app):
            if not is_loaded():
                tell_story()
    except Interrupted:
        words = "An earlier load was interrupted. Start over: python3 tasks.py demo --fresh"
        raise click.ClickException(words) from None
    for line in sign_ins():
        click.echo(line)


def sign_ins() -> list[str]:
    """One line for each role: who, the address to sign in with, the password."""
    from mentorhub.commands.demo.cast import PASSWORD, ROLES

    width = max(len(role) for role, _, _ in ROLES)
    return [f"  {role:<{width}}  {address}  {PASSWORD}" for role, address, _ in ROLES]
