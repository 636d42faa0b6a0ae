"""Short texts kept outside the database, each written once: what the database is measured against.

They stand in the data folder, and in the store of files too where one is configured. Nothing here
overwrites or deletes.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from flask import current_app

from mentorhub.platform import stores
from mentorhub.platform.folders import data_folder


def keep(kind: str, name: str, text: str) -> None:
    """Write the text on disk, whole or not at all; a name that is taken stays as it is."""
    folder = data_folder(kind)
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(unfinished, target)
    unfinished.unlink()
    _sync(target.parent)
    if current_app.config["FILES"]:
        stores.put(f"{stores.FOR_EVER}{kind}/{name}", text.encode())


def kept(kind: str, group: str) -> Iterator[str]:
    """The texts whose name begins with `group/`, in the order of their names."""
    folder = data_folder(kind) / group
    for path in sorted(folder.glob("[!.]*")) if folder.is_dir() else ():
        yield path.read_text(encoding="utf-8")


def groups(kind: str) -> list[str]:
    folder = data_folder(kind)
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _sync(folder: Path) -> None:
    """A new name is on disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
