"""Where this installation keeps what is not in the database."""

from pathlib import Path

from flask import current_app


def data_folder(name: str) -> Path:
    """A folder of its own for one kind of data; whoever writes there makes it."""
    return Path(current_app.config["DATA_FOLDER"]) / name
