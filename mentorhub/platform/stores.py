"""Where the bytes of files are: a folder by default, any S3-compatible store by configuration."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog
from flask import Flask, current_app

from mentorhub.platform.errors import Busy, Refused
from mentorhub.platform.folders import data_folder
from mentorhub.platform.i18n import _, _l

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from obstore.store import ObjectStore

log = structlog.get_logger()
RETRIED_FOR = timedelta(seconds=5)
"""A store that is away holds up a reader so long, and a worker's thread no longer."""
FOLDER = "files"
NO_ROOM = _l("There is no room for this file just now. Try again later.")
FOR_EVER = "kept/"
"""What stands under this is never swept away, though no row of the database knows of it."""


def put(key: str, content: bytes) -> None:
    """Keep the bytes under a key; written whole or not at all."""
    import obstore
    from obstore.exceptions import BaseError

    try:
        obstore.put(_store(current_app), key, content)
    except (OSError, BaseError) as problem:  # the disk is full, or the store does not answer
        log.error("file_not_kept", exc_info=problem)
        raise Refused(NO_ROOM) from problem


def make_sure_of(key: str) -> None:
    """What was put there survives a power cut; any store but a folder says so by its answer."""
    if current_app.config["FILES"]:
        return
    try:
        for path in (data_folder(FOLDER) / key, data_folder(FOLDER)):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
    except OSError as problem:
        log.error("file_not_kept", exc_info=problem)
        raise Refused(NO_ROOM) from problem


def get(key: str) -> bytes:
    """Raises FileNotFoundError when nothing is kept under this key, Busy without an answer."""
    import obstore
    from obstore.exceptions import BaseError

    try:
        return bytes(obstore.get(_store(current_app), key).bytes())
    except BaseError as problem:
        log.error("file_not_read", exc_info=problem)
        raise Busy(_("Files cannot be reached just now. Try again in a few minutes.")) from problem


def delete(key: str) -> None:
    """Afterwards nothing is kept under this key, whether or not something was.

    A store that does not answer keeps it until the next sweep; nobody has to wait for that.
    """
    import obstore
    from obstore.exceptions import BaseError

    try:
        obstore.delete(_store(current_app), key)
    except FileNotFoundError:
        return
    except BaseError:
        log.warning("file_not_deleted", exc_info=True)


def kept() -> Iterator[tuple[str, datetime]]:
    """(key, when it was written) of everything there is."""
    import obstore

    for some in obstore.list(_store(current_app)):
        yield from ((one["path"], one["last_modified"]) for one in some)


def _store(app: Flask) -> ObjectStore:
    """Made when first asked for, so that a web worker starts without it and forks with none."""
    if "file_store" not in app.extensions:
        with_tls = not app.config["FILES_WITHOUT_TLS"]
        app.extensions["file_store"] = _open(app.config["FILES"], with_tls=with_tls)
    store: ObjectStore = app.extensions["file_store"]
    return store


def _open(address: str, *, with_tls: bool) -> ObjectStore:
    from obstore.store import LocalStore, from_url

    if not address:
        return LocalStore(data_folder(FOLDER), mkdir=True)
    return from_url(  # keys and region from the AWS_* variables
        address,
        client_options={
            "connect_timeout": "3s",
            "timeout": "60s",
            "allow_http": not with_tls,  # options given here leave no room for the variable
        },
        retry_config={"max_retries": 2, "retry_timeout": RETRIED_FOR},
    )
