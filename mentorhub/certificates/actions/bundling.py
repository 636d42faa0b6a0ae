"""All papers of a contest as one file, made piece by piece so that nobody else has to wait.

A bundle holds names, so it does not stay: a week later it goes, and at once when a certificate is
given or revoked, or when somebody in it is erased.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.certificates import queries
from mentorhub.certificates.actions.papers import paper_of, papers_as_one
from mentorhub.certificates.models import Bundle, BundlePart, Certificate, Shape
from mentorhub.contests.models import Contest
from mentorhub.jobs.actions import enqueue
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.documents import joined
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

MAKE = "certificates.bundle"
AT_A_TIME = 25  # on SQLite nobody else writes meanwhile: half a second
KEPT = timedelta(days=7)
TYPES = {Shape.ZIP: "application/zip", Shape.PDF: "application/pdf"}


def ask_for_bundle(contest: Contest, shape: Shape, *, by: Person) -> Bundle:
    """The one there is, ready or under way, else a new one."""
    lock(contest)
    if (known := queries.bundle_in(contest, shape)) is not None:
        return known
    if queries.open_batch(contest) is not None:
        raise Refused(_l("Certificates are still being written. Ask again in a moment."))
    total = queries.papers_in(contest)
    if not total:
        raise Refused(_l("There is no certificate to take out yet."))
    bundle = Bundle(contest=contest, shape=shape, total=total, by_id=by.id)
    db.session.add(bundle)
    db.session.flush()
    _go_on(bundle)
    return bundle


def make_some_papers(bundle_id: UUID, *, site: str) -> None:
    """The next papers, or, when none is left, the file. `site` is the address papers lead to."""
    bundle = db.session.get(Bundle, bundle_id)
    if bundle is None:
        return  # something changed meanwhile: who still wants it asks anew
    lock(bundle)
    if bundle.is_ready:
        return
    some = queries.next_papers(bundle, size=AT_A_TIME)
    if some:
        _keep_part(bundle, some, site)
        _go_on(bundle)
    else:
        _finish(bundle)


def drop_bundles(contest_id: UUID) -> None:
    for bundle in queries.bundles_of(contest_id):
        _drop(bundle)
    db.session.flush()


def sweep() -> None:
    for bundle in queries.bundles_before(now() - KEPT):
        _drop(bundle)
    db.session.flush()


def _keep_part(bundle: Bundle, some: Sequence[Certificate], site: str) -> None:
    if bundle.shape is Shape.PDF:
        made = papers_as_one(some, site=site)
    else:
        made = _zip((_name_of(one), paper_of(one, site=site)) for one in some)
    part = BundlePart(number=len(bundle.parts), file=_kept(bundle, made))
    bundle.parts.append(part)
    bundle.done += len(some)
    bundle.last_id = some[-1].id
    db.session.flush()


def _name_of(certificate: Certificate) -> str:
    """In the archive of those who run the contest: the person's name, and enough of the code."""
    words = re.findall(r"[a-z0-9]+", fold(certificate.name))
    return f"{'-'.join(words)}-{certificate.kind}-{certificate.code[:6].lower()}.pdf"


def _finish(bundle: Bundle) -> None:
    parts = [files.content_of(part.file) for part in bundle.parts]
    whole = joined(parts) if bundle.shape is Shape.PDF else _zip(_members(parts))
    bundle.file = _kept(bundle, whole)
    _drop_parts(bundle)
    db.session.flush()


def _members(archives: Iterable[bytes]) -> Iterable[tuple[str, bytes]]:
    for archive in archives:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            yield from ((name, opened.read(name)) for name in opened.namelist())


def _zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    """A PDF is packed already: nothing is gained by packing it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def _kept(bundle: Bundle, content: bytes) -> files.StoredFile:
    name = f"certificates.{bundle.shape}"
    return files.keep(content, name=name, media_type=TYPES[bundle.shape], owner_id=bundle.by_id)


def _drop(bundle: Bundle) -> None:
    _drop_parts(bundle)
    file, bundle.file = bundle.file, None
    db.session.flush()
    if file is not None:
        files.forget(file)
    db.session.delete(bundle)


def _drop_parts(bundle: Bundle) -> None:
    kept = [part.file for part in bundle.parts]
    bundle.parts.clear()
    db.session.flush()
    for file in kept:
        files.forget(file)


def _go_on(bundle: Bundle) -> None:
    enqueue(MAKE, {"bundle": str(bundle.id)}, key=f"{MAKE} {bundle.id} {bundle.done}")
