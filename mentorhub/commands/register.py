"""Every command, for the composition root."""

from flask import Flask

from mentorhub.commands.audit import audit as audit_command
from mentorhub.commands.backup import backup
from mentorhub.commands.catalogues import catalogues
from mentorhub.commands.demo import demo
from mentorhub.commands.evaluate import evaluate
from mentorhub.commands.grant import grant
from mentorhub.commands.jobs import worker
from mentorhub.commands.permissions import permissions
from mentorhub.commands.restore import restore
from mentorhub.commands.scores import scores
from mentorhub.commands.units import units
from mentorhub.commands.workflow import workflow

COMMANDS = (
    audit_command,
    backup,
    catalogues,
    demo,
    evaluate,
    grant,
    permissions,
    restore,
    scores,
    units,
    worker,
    workflow,
)


def init_app(app: Flask) -> None:
    for command in COMMANDS:
        app.cli.add_command(command)
