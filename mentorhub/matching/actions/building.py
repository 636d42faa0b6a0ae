"""Build an index and take it into use."""

import hashlib
from collections.abc import Callable, Sequence

from mentorhub.matching.domain.index import FORMAT, prune, save
from mentorhub.matching.domain.lifting import with_lift
from mentorhub.matching.domain.model import Profile, fit
from mentorhub.matching.domain.understanding import Understood, with_meaning
from mentorhub.matching.models import IndexVersion
from mentorhub.matching.queries import version_in_use
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.folders import data_folder


def build_index(
    kind: str,
    profiles: Sequence[Profile],
    *,
    teams: Sequence[Profile] = (),
    told: Understood | None = None,
    let_others_write: Callable[[], None] = lambda: None,
) -> IndexVersion | None:
    """Learns a new version from these profiles, in the worker; the one before it is retired.

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
    before = version_in_use(kind)
    folder = data_folder(f"index/{kind}")
    version = IndexVersion(
        kind=kind,
        number=before.number + 1 if before else 1,
        folder="",
        documents=sum(len(profile.documents) for profile in profiles),
        digest=content,
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
