"""Build an index and take it into use."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from mentorhub.matching.domain.amending import amended
from mentorhub.matching.domain.index import FORMAT, Index, prune, save
from mentorhub.matching.domain.lifting import with_lift
from mentorhub.matching.domain.model import Profile, fit
from mentorhub.matching.domain.understanding import Understood, with_meaning
from mentorhub.matching.models import IndexVersion
from mentorhub.matching.queries import index_of, version_in_use
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.folders import data_folder

AMENDED = "amended"  # instead of a digest: the next whole learning never takes it for its own


def build_index(
    kind: str,
    profiles: Sequence[Profile],
    *,
    teams: Sequence[Profile] = (),
    told: Understood | None = None,
    read_at: datetime | None = None,
    let_others_write: Callable[[], None] = lambda: None,
) -> IndexVersion | None:
    """Learns a new version from these profiles, in the worker; the one before it is retired.

    `read_at` is when the profiles were read, now by default: what is written later is not in it.
    Readers change over with the commit. Nothing is built when nobody is there or nothing changed.
    `told` is what a language model said of all these texts. Learning takes seconds:
    `let_others_write` ends a transaction that has only read so far.
    """
    before = version_in_use(kind)
    content = _digest(profiles, teams, told)
    if not profiles or (before is not None and before.digest == content):
        return before
    let_others_write()
    learned = with_lift(fit(profiles, teams=teams), profiles, teams=teams)
    if told is not None:
        learned = with_meaning(learned, teams, told)
    return _take_into_use(kind, learned, content, read_at)


def amend_index(
    kind: str,
    changed: Sequence[Profile],
    *,
    gone: Collection[str] = (),
    teams: Sequence[Profile] = (),
    read_at: datetime,
    let_others_write: Callable[[], None] = lambda: None,
) -> IndexVersion | None:
    """Takes these mentors up as they are now, and leaves out those who are `gone` (ids).

    The others are not read again; a new version all the same. None, and nothing is done, where no
    version can be read, or nobody would be left.
    """
    before = version_in_use(kind)
    index = index_of(before) if before is not None else None
    if index is None or not (changed or set(index.mentors.tolist()) - {*map(str.encode, gone)}):
        return None
    let_others_write()
    learned = amended(index, changed, gone=gone, teams=teams)
    return _take_into_use(kind, learned, AMENDED, read_at)


def _take_into_use(
    kind: str, learned: Index, content: str, read_at: datetime | None
) -> IndexVersion:
    """Written beside the version in use, which is retired; the one before that goes."""
    before = version_in_use(kind)
    folder = data_folder(f"index/{kind}")
    version = IndexVersion(
        kind=kind,
        number=before.number + 1 if before else 1,
        folder="",
        documents=len(learned.documents),
        digest=content,
        built_at=read_at or now(),
    )
    db.session.add(version)
    db.session.flush()
    version.folder = save(learned, folder, version.id.hex).name
    if before is not None:
        before.retired_at = now()
    prune(folder, keep={version.folder, before.folder if before else ""})
    return version


def _digest(profiles: Sequence[Profile], teams: Sequence[Profile], told: Understood | None) -> str:
    by_model = (told.name, sorted(told.reading.teams)) if told else ()
    return hashlib.sha256(repr((FORMAT, profiles, teams, *by_model)).encode()).hexdigest()
