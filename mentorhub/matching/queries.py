from functools import lru_cache
from pathlib import Path

from sqlalchemy import bindparam, select

from mentorhub.matching.domain.index import Index, load
from mentorhub.matching.models import IndexVersion
from mentorhub.platform.db import db
from mentorhub.platform.folders import data_folder

# written once: composing it costs as much as asking it
IN_USE = (
    select(IndexVersion)
    .where(IndexVersion.kind == bindparam("kind"), IndexVersion.retired_at.is_(None))
    .order_by(IndexVersion.number.desc())
    .limit(1)
)


def version_in_use(kind: str) -> IndexVersion | None:
    return db.session.scalar(IN_USE, {"kind": kind})


def index_of(version: IndexVersion) -> Index | None:
    """The arrays of a version, mapped once a process.

    None where they are gone from the disk, or were written by another version of the program: the
    worker builds them anew.
    """
    path = data_folder(f"index/{version.kind}") / version.folder
    try:
        return _mapped(path) if path.is_dir() else None
    except ValueError:
        return None


@lru_cache(maxsize=4)
def _mapped(path: Path) -> Index:
    return load(path)
