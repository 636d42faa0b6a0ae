"""Whose certificates are due, which were given, and the files made of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.certificates.domain import Due, Kind, due
from mentorhub.certificates.models import Batch, Bundle, Certificate, Shape
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry, Participant
from mentorhub.ideas.models import Idea, Merge
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.platform.db import db
from mentorhub.publishing.models import Place, Publication, PublicationState

DEEPEST = 8  # an idea that went into one that went into another


def due_in(contest: Contest) -> list[Due]:
    """Everybody's, by the results as they were published; nobody's before."""
    places = _places(contest)
    return due(
        contest.id,
        [(entry, award) for entry, award, _idea in places],
        teams=_teams(contest),
        authors=_authors({entry: idea for entry, _award, idea in places if idea is not None}),
        jurors=_jurors(contest),
    )


def _places(contest: Contest) -> Sequence[tuple[UUID, UUID | None, UUID | None]]:
    rows = (
        select(Place.entry_id, Place.award_id, Entry.idea_id)
        .join(Place.entry)
        .join(Publication, Publication.id == Place.publication_id)
        .where(
            Publication.contest_id == contest.id, Publication.state == PublicationState.PUBLISHED
        )
        .order_by(Place.position)
    )
    return db.session.execute(rows).all()


def _teams(contest: Contest) -> dict[UUID, list[UUID]]:
    rows = (
        select(Participant.entry_id, Participant.person_id)
        .join(PersonalDetails, PersonalDetails.person_id == Participant.person_id)
        .where(Participant.contest_id == contest.id)
        .order_by(Participant.entry_id, PersonalDetails.name_order, Participant.id)
    )
    return _grouped(db.session.execute(rows))


def _authors(ideas: dict[UUID, UUID]) -> dict[UUID, list[UUID]]:
    """Entry → the authors of ideas that went into its idea, at first or second hand."""
    into = {idea: [idea] for idea in ideas.values()}
    newest = set(into)
    for _hand in range(DEEPEST):
        rows = select(Merge.idea_id, Merge.into_id).where(Merge.into_id.in_(newest))
        found = db.session.execute(rows.order_by(Merge.id)).all()
        for merged, whole in found:
            for members in into.values():
                if whole in members and merged not in members:
                    members.append(merged)
        newest = {merged for merged, _whole in found}
        if not newest:
            break
    writers = _writers({one for members in into.values() for one in members})
    return {
        entry: [writers[one] for one in into[idea][1:] if one in writers]
        for entry, idea in ideas.items()
    }


def _writers(ideas: Collection[UUID]) -> dict[UUID, UUID]:
    rows = (
        select(Idea.id, Idea.author_id)
        .join(PersonalDetails, PersonalDetails.person_id == Idea.author_id)
        .where(Idea.id.in_(ideas))
    )
    return dict(db.session.execute(rows).all())


def _jurors(contest: Contest) -> Sequence[UUID]:
    """Who sent in at least one scoresheet that counted."""
    rows = (
        select(Juror.person_id)
        .join(PersonalDetails, PersonalDetails.person_id == Juror.person_id)
        .where(Juror.contest_id == contest.id, Juror.id.in_(_judged(contest)))
        .order_by(PersonalDetails.name_order, Juror.id)
    )
    return [person for person in db.session.scalars(rows) if person is not None]


def _judged(contest: Contest) -> Select[UUID]:
    return select(Scorecard.juror_id).where(
        Scorecard.contest_id == contest.id, Scorecard.state == CardState.SUBMITTED
    )


def _grouped(pairs: Iterable[tuple[UUID, UUID]]) -> dict[UUID, list[UUID]]:
    groups: dict[UUID, list[UUID]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


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


def credited_with(certificates: Iterable[Certificate]) -> dict[UUID, list[str]]:
    """Entry → public names of the authors whose ideas went into it: who agrees to be named."""
    ideas = {
        one.entry_id: one.entry.idea_id
        for one in certificates
        if one.entry_id and one.entry and one.entry.idea_id
    }
    by_entry = _authors(ideas) if ideas else {}
    wanted = {person for authors in by_entry.values() for person in authors}
    rows = select(Person).where(Person.id.in_(wanted)).options(selectinload(Person.consents))
    known = {one.id: one.public_name for one in db.session.scalars(rows)} if wanted else {}
    return {
        entry: [name for person in dict.fromkeys(authors) if (name := known.get(person))]
        for entry, authors in by_entry.items()
    }
