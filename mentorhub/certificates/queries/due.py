"""Whose certificates are due by the published results, and who may be proposed for an award."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.certificates.domain import Due, due
from mentorhub.certificates.models import Certificate
from mentorhub.contests.models import Award, Contest, Juror
from mentorhub.entries.models import Entry, Participant
from mentorhub.ideas.models import Idea, Merge
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.platform.db import db
from mentorhub.publishing.models import Place, Publication, PublicationState
from mentorhub.units.models import Unit

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


def _teams_of(entries: Collection[UUID]) -> dict[UUID, list[UUID]]:
    rows = select(Participant.entry_id, Participant.person_id)
    return _grouped(db.session.execute(rows.where(Participant.entry_id.in_(entries))))


def _authors(ideas: dict[UUID, UUID]) -> dict[UUID, list[UUID]]:
    """Entry → who wrote its idea, then the authors of ideas that went into it, at any hand."""
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
        entry: [writers[one] for one in into[idea] if one in writers]
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


def credited_with(certificates: Iterable[Certificate]) -> dict[UUID, list[str]]:
    """Entry → public names of the authors whose ideas went into it: who agrees to be named.

    Whoever is in its team has the team's certificate, and is named nowhere else.
    """
    ideas = {
        one.entry_id: one.entry.idea_id
        for one in certificates
        if one.entry_id and one.entry and one.entry.idea_id
    }
    teams = _teams_of(ideas)
    by_entry = {
        entry: [author for author in authors if author not in teams.get(entry, ())]
        for entry, authors in (_authors(ideas) if ideas else {}).items()
    }
    wanted = {person for authors in by_entry.values() for person in authors}
    rows = select(Person).where(Person.id.in_(wanted)).options(selectinload(Person.consents))
    known = {one.id: one.public_name for one in db.session.scalars(rows)} if wanted else {}
    return {
        entry: [name for person in dict.fromkeys(authors) if (name := known.get(person))]
        for entry, authors in by_entry.items()
    }


def proposable(contest: Contest) -> Sequence[Any]:
    """Who was in an entry with a prize, best first: rows of entry, place, award, person, unit.

    Nobody before the results are out.
    """
    rows = (
        select(Entry, Place.rank, Award, Person, Unit)
        .join(Place, Place.entry_id == Entry.id)
        .join(Publication, Publication.id == Place.publication_id)
        .join(Award, Award.id == Place.award_id)
        .join(Participant, Participant.entry_id == Entry.id)
        .join(Person, Person.id == Participant.person_id)
        .join(PersonalDetails, PersonalDetails.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(
            Publication.contest_id == contest.id, Publication.state == PublicationState.PUBLISHED
        )
        .options(joinedload(Entry.team, innerjoin=True))
        .order_by(Place.position, PersonalDetails.name_order, Participant.id)
    )
    return db.session.execute(rows).all()
