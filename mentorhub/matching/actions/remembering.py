"""What a language model said is written down, so that an edit costs one text and not all."""

import time
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import structlog

from mentorhub.matching.domain.embedding import Embedder, EmbedderFailed, Remembered
from mentorhub.matching.domain.model import Profile
from mentorhub.matching.domain.understanding import Understood, read, understood
from mentorhub.platform.folders import data_folder

log = structlog.get_logger()
LONGEST = 30.0  # seconds; half the lease of a job, and mail waits no longer


def understand(
    kind: str,
    embed: Embedder,
    mentors: Sequence[Profile],
    teams: Sequence[Profile],
    *,
    longest: float = LONGEST,
) -> Understood | None:
    """Asks about texts not asked about before, for `longest` seconds; what is left waits.

    Vectors of texts that are gone are forgotten. None when the model gave no answer: the log says
    why, and the index is built without it.
    """
    path = _path(kind)
    began = time.monotonic()
    try:
        found = understood(
            embed,
            read(mentors, teams),
            known=_recalled(path, embed.name),
            has_time=lambda: time.monotonic() - began < longest,
        )
    except EmbedderFailed as problem:
        log.warning("embedding_failed", problem=str(problem))
        return None
    _write_down(path, found)
    return found


def forget(kind: str) -> None:
    """Where no model is installed any more."""
    _path(kind).unlink(missing_ok=True)


def _path(kind: str) -> Path:
    return data_folder("vectors") / f"{kind}.npz"


def _recalled(path: Path, name: str) -> Remembered:
    """Nothing where another model said it, or the file is no use."""
    try:
        with np.load(path) as kept:
            same = str(kept["name"]) == name
            pairs = zip(kept["keys"].tolist(), kept["vectors"], strict=True)
            return Remembered(dict(pairs) if same else {})
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return Remembered()


def _write_down(path: Path, found: Understood) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    keys, vectors = found.known.arrays()
    unfinished = path.with_suffix(".part.npz")
    np.savez(unfinished, name=np.array(found.name), keys=keys, vectors=vectors)
    unfinished.replace(path)
