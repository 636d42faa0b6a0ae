"""A thousand certificates: given, made into both files, with a worker that dies on the way."""

import io
import os
import resource
import time
import zipfile
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from sqlalchemy import func, select

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.certificates import actions, queries
from mentorhub.certificates.domain import Kind
from mentorhub.certificates.models import Certificate, Shape
from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.jobs.models import Job
from mentorhub.matching.domain.analyser import fold
from mentorhub.platform import files
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.publishing.models import Place
from mentorhub.publishing.queries import published_for
from tests.certificates.conftest import finished as finished
from tests.conftest import POSTGRES
from tests.factories import make_person, make_team

pytestmark = [pytest.mark.fault, pytest.mark.timeout(1800)]
MANY = 1000
PROOF = Path(__file__).parents[2] / "docs" / "proof" / "certificates.md"
HEAD = """# A thousand certificates

`pytest -m fault tests/faults/test_thousand_certificates.py` with `MENTORHUB_PROOF=1`. Every piece
of work is a job and a transaction of its own; in the middle of each run a piece is done twice, as
after a worker that died before it could say so. At the end there are as many certificates as
people, each once, and as many pages.

| what | seconds | of the processor | pieces | longest piece, of the processor |
|---|---|---|---|---|
"""


@pytest.fixture
def crowd(app, finished):
    """A published contest with a thousand people in it, nearly all placed without a prize."""
    contest = finished.contest
    publication = published_for(contest)
    team, people = make_team(make_person("Đội Trưởng"), name="Đội đông"), []
    for number in range(MANY - len(finished.people)):
        name = f"Nguyễn Thị Người {number}"
        details = PersonalDetails(name=name, name_key=fold(name), name_order=name)
        people.append(Person(unit=team.unit, details=details))
    entry = Entry(contest=contest, team=team, state=EntryState.SUBMITTED, number=99, title="Đông")
    db.session.add_all([entry, *people])
    db.session.flush()
    key, place = contest.id, {"rank": 3, "position": 3, "total": 10, "readers": 1, "means": {}}
    seats = [Participant(contest_id=key, person_id=p.id, entry_id=entry.id) for p in people]
    placed = Place(publication_id=publication.id, contest_id=key, entry_id=entry.id, **place)
    db.session.add_all([*seats, placed])
    db.session.commit()
    return finished


def _worked(app, again_at):
    """(seconds, of the processor, pieces, the longest); the piece `again_at` is done twice."""
    began, lengths = time.perf_counter(), []
    wanted = (Job.done_at.is_(None), Job.kind.like("certificates.%"))
    while (job := db.session.scalar(select(Job).where(*wanted).order_by(Job.id))) is not None:
        start = time.process_time()
        app.extensions["jobs"][job.kind](job.payload)
        db.session.flush()
        if len(lengths) == again_at:
            app.extensions["jobs"][job.kind](job.payload)
        job.done_at = now()
        db.session.commit()
        lengths.append(time.process_time() - start)
    return time.perf_counter() - began, sum(lengths), len(lengths), max(lengths)


def test_a_thousand_are_given_and_taken_out(app, crowd, tell):
    actions.give(crowd.contest, list(Kind), by=crowd.first)
    figures = {"writing and signing them": _worked(app, 4)}
    assert db.session.scalar(select(func.count()).select_from(Certificate)) == MANY
    for shape, name in ((Shape.ZIP, "one file each, in a ZIP"), (Shape.PDF, "one PDF")):
        bundle = actions.ask_for_bundle(crowd.contest, shape, by=crowd.first)
        db.session.commit()
        figures[name] = _worked(app, 7)
        content = files.content_of(queries.bundle_in(crowd.contest, shape).file)
        assert bundle.total == MANY
        assert _papers_in(content, shape) == MANY
        figures[f"{name}, {len(content) / 1e6:.0f} MB"] = figures.pop(name)
    _tell(figures, tell)


def _papers_in(content, shape):
    if shape is Shape.PDF:
        return int(PdfFileReader(io.BytesIO(content)).root["/Pages"]["/Count"])
    return len(set(zipfile.ZipFile(io.BytesIO(content)).namelist()))


def _tell(figures, tell):
    rows = [
        f"| {name} | {seconds:.1f} | {own:.1f} | {pieces} | {longest:.2f} |"
        for name, (seconds, own, pieces, longest) in figures.items()
    ]
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    where = "PostgreSQL" if POSTGRES else "SQLite"
    busy = f"{os.getloadavg()[0]:.0f} programs wanted its {os.cpu_count()} cores"
    last = f"\n{where}; the process, tests and both files included, held {most} MB; {busy}.\n"
    told = HEAD + "\n".join(rows) + "\n" + last
    tell(told)
    if os.environ.get("MENTORHUB_PROOF"):
        PROOF.write_text(told, encoding="utf-8")
