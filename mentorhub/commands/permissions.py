"""`flask permissions`: print docs/permissions.md, the table of who may do what, from the code."""

from collections import defaultdict
from collections.abc import Iterator

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from mentorhub.platform.permissions import PERMISSIONS, SENSITIVE, Rule

HEAD = """# Who may do what

Printed from the code by `flask permissions`; a test fails when this page is out of step. Every
route asks exactly one permission, and every permission is a sentence joined from small rules.
Every refusal is written into the audit log; what is allowed is, where "logged" says so.

| permission | holds for somebody who … | strangers | logged | routes |
|---|---|---|---|---|
"""


@click.command("permissions")
@with_appcontext
def permissions() -> None:
    """Print the table of permissions as Markdown."""
    click.echo(permissions_page(current_app), nl=False)


def permissions_page(app: Flask) -> str:
    routes = routes_by_permission(app)
    return HEAD + "".join(_rows(routes))


def routes_by_permission(app: Flask) -> dict[str, list[str]]:
    """{permission: ["GET /ideas", …]}, from the URL map itself."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        found[getattr(view, "permission", "")].append(f"{'/'.join(methods)} {rule.rule}")
    return {name: sorted(routes) for name, routes in found.items()}


def _rows(routes: dict[str, list[str]]) -> Iterator[str]:
    for name, rule in sorted(PERMISSIONS.items()):
        asked = "<br>".join(f"`{route}`" for route in routes.get(name, []))
        strangers = "may" if rule.for_strangers else "no"
        yield f"| `{name}` | {rule.words} | {strangers} | {_logged(name)} | {asked} |\n"


def _logged(name: str) -> str:
    asked = SENSITIVE.get(name, False)
    return f"where {asked.words}" if isinstance(asked, Rule) else "always" if asked else ""
