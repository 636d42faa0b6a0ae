"""What was given, batch by batch, and the files made of it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.certificates.domain import Kind
from mentorhub.certificates.models import Batch, Bundle, Certificate, Shape
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db


def given_in(contest: Contest) -> set[tuple[str, UUID, UUID]]:
    """What was ever given, as `Due.key` says it."""
    rows = select(Certificate.kind, Certificate.person_id, Certificate.about_id)
    found = db.session.execute(rows.where(Certificate.contest_id == contest.id))
    return {(kind.value, person, about) for kind, person, about in found}


def people(keys: Collection[UUID]) -> dict[UUID, Person]:
    return {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(keys)))}


def batches_of(contest: Contest) -> Sequence[tuple[Batch, int]]:
    """Each with how many of its certificates are written, the newest first."""
    written = (
        select(func.count())
        .select_from(Certificate)
        .where(Certificate.batch_id == Batch.id)
        .scalar_subquery()
    )
    rows = select(Batch, written).where(Batch.contest_id == contest.id)
    found = db.session.execute(rows.options(joinedload(Batch.by)).order_by(Batch.id.desc()))
    return found.all()


def open_batch(contest: Contest) -> Batch | None:
    unfinished = (Batch.contest_id == contest.id, Batch.finished_at.is_(None))
    return db.session.scalar(select(Batch).where(*unfinished))


def counts_in(contest: Contest) -> dict[Kind, int]:
    """How many valid ones there are of each kind."""
    rows = (
        select(Certificate.kind, func.count())
        .where(Certificate.contest_id == contest.id, Certificate.revoked_at.is_(None))
        .group_by(Certificate.kind)
    )
    return dict(db.session.execute(rows).all())


def _whole(rows: Select[Certificate]) -> Select[Certificate]:
    return rows.options(
        joinedload(Certificate.contest, innerjoin=True),
        joinedload(Certificate.person, innerjoin=True),
        joinedload(Certificate.entry).joinedload(Entry.team),
        joinedload(Certificate.award),
    )


def listed_in(contest: Contest, after: UUID | None) -> Select[Certificate]:
    rows = select(Certificate).where(Certificate.contest_id == contest.id)
    if after is not None:
        rows = rows.where(Certificate.id > after)
    return _whole(rows).order_by(Certificate.id)


def of_person(person: Person) -> Sequence[Certificate]:
    rows = select(Certificate).where(Certificate.person_id == person.id)
    return db.session.scalars(_whole(rows).order_by(Certificate.id.desc())).all()


def certificate(key: UUID) -> Certificate | None:
    return db.session.scalar(_whole(select(Certificate).where(Certificate.id == key)))


def with_code(code: str) -> Certificate | None:
    return db.session.scalar(_whole(select(Certificate).where(Certificate.code == code)))


def next_papers(bundle: Bundle, *, size: int) -> Sequence[Certificate]:
    rows = select(Certificate).where(
        Certificate.contest_id == bundle.contest_id,
        Certificate.revoked_at.is_(None),
        Certificate.name != "",
    )
    if bundle.last_id is not None:
        rows = rows.where(Certificate.id > bundle.last_id)
    return db.session.scalars(_whole(rows).order_by(Certificate.id).limit(size)).all()


def papers_in(contest: Contest) -> int:
    rows = select(func.count()).select_from(Certificate)
    valid = (Certificate.revoked_at.is_(None), Certificate.name != "")
    return db.session.scalar(rows.where(Certificate.contest_id == contest.id, *valid)) or 0


def bundles_of(contest_id: UUID) -> Sequence[Bundle]:
    return db.session.scalars(select(Bundle).where(Bundle.contest_id == contest_id)).all()


def bundle_in(contest: Contest, shape: Shape) -> Bundle | None:
    return db.session.scalar(
        select(Bundle).where(Bundle.contest_id == contest.id, Bundle.shape == shape)
    )


def bundles_before(moment: datetime) -> Sequence[Bundle]:
    return db.session.scalars(select(Bundle).where(Bundle.at < moment)).all()


def contests_of(person_id: UUID) -> set[UUID]:
    rows = select(Certificate.contest_id).where(Certificate.person_id == person_id)
    return set(db.session.scalars(rows))
