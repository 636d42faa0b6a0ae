"""Commands that need no settings: they read files and print; no database, no mail."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask

from mentorhub.commands.evaluate import HISTORY, evaluate

ALONE = (evaluate,)


def runs_alone(arguments: Sequence[str]) -> bool:
    """Whether a command line, as in sys.argv, is that of `flask` running such a command."""
    program, *rest = arguments
    is_flask = Path(program).stem == "flask" or Path(program).parts[-2:] == ("flask", "__main__.py")
    named = {command.name for command in ALONE}
    return is_flask and not named.isdisjoint(rest) and HISTORY not in rest


def bare_app() -> Flask:
    """An application with these commands and nothing else; it serves no page."""
    app = Flask("mentorhub")
    for command in ALONE:
        app.cli.add_command(command)
    return app
