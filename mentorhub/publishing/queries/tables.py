from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.domain.consent import Purpose
from mentorhub.accounts.models import Consent, Person
from mentorhub.contests.models import Award, Contest, RubricLine
from mentorhub.entries.models import Conflict, Entry, Participant
from mentorhub.judging.models import CardState, Scorecard, Waiver
from mentorhub.judging.queries import few_readers_in
from mentorhub.platform.db import db
from mentorhub.publishing.models import Place, Publication, PublicationState
from mentorhub.publishing.queries.editions import with_places
from mentorhub.teams.models import Team

# written once: composing them costs as much as asking them
NEWEST = (
    select(Publication)
    .where(Publication.state == PublicationState.PUBLISHED)
    .options(joinedload(Publication.contest, innerjoin=True))
    .order_by(Publication.published_at.desc(), Publication.id.desc())
    .limit(1)
)
TABLE = (
    select(
        Place.entry_id,
        Place.rank,
        Place.total,
        Place.bonus,
        Place.carried,
        Place.penalty,
        Place.given,
        Place.low,
        Place.high,
        Award.name.label("award"),
        Entry.title,
        Team.id.label("team_id"),
        Team.name.label("team"),
    )
    .join(Place.entry)
    .join(Entry.team)
    .outerjoin(Place.award)
    .where(Place.publication_id == bindparam("publication"))
    .order_by(Place.rank, Place.position)
)

_IN_TABLE = (
    Place.entry_id == Participant.entry_id,
    Place.publication_id == bindparam("publication"),
)
TOOK_PART = (
    select(Participant.entry_id, func.count())
    .join(Place, and_(*_IN_TABLE))
    .group_by(Participant.entry_id)
)
ANSWERED = (
    select(Participant.entry_id, Person)
    .join(Person, Person.id == Participant.person_id)
    .join(Place, and_(*_IN_TABLE))
    .where(Person.consents.any(Consent.purpose == Purpose.PUBLICATION))
    .options(selectinload(Person.consents))
    .order_by(Participant.entry_id, Person.id)
)


def table_of(publication: Publication, *, first: int | None = None) -> Sequence[Any]:
    """What the public reads of each place: the `first` ones only, or all.

    Plain rows of entry_id, rank, total, bonus, carried, penalty, given, low, high, award (its
    names), title, team_id, team.
    """
    return db.session.execute(TABLE.limit(first), {"publication": publication.id}).all()


def publication(key: UUID) -> Publication | None:
    return db.session.scalar(
        select(Publication).where(Publication.id == key).options(*with_places())
    )


def newest_published() -> Publication | None:
    """For the landing page: the proof that results can be checked."""
    return db.session.scalars(NEWEST).first()


def contest_with_results(key: UUID) -> Contest | None:
    return db.session.scalar(select(Contest).where(Contest.id == key))


def public_names(publication: Publication) -> dict[UUID, tuple[list[str], int]]:
    """For each entry the names of those who agreed to it, and how many others took part.

    Read anew whenever the page is made: whoever takes the consent back is gone from it. Only who
    ever answered is looked at; who never did is a number.
    """
    facts = {"publication": publication.id}
    took_part = dict(db.session.execute(TOOK_PART, facts).all())
    names: dict[UUID, list[str]] = {entry: [] for entry in took_part}
    for entry, person in db.session.execute(ANSWERED, facts):
        if name := person.public_name:
            names[entry].append(name)
    return {
        entry: (names[entry], number - len(names[entry])) for entry, number in took_part.items()
    }


def place_of(entry: Entry) -> Place | None:
    return db.session.scalar(
        select(Place)
        .join(Publication)
        .where(Place.entry_id == entry.id, Publication.state == PublicationState.PUBLISHED)
        .options(joinedload(Place.award))
    )


def means_beside(place: Place) -> Sequence[dict[str, str]]:
    """The means of the other entries of the same table: for comparing with, never for a page."""
    rows = select(Place.means).where(
        Place.publication_id == place.publication_id, Place.id != place.id
    )
    return db.session.scalars(rows).all()


def criteria_ever(contest: Contest) -> Sequence[RubricLine]:
    """All that entries were ever marked by, in the order of the sheets: stages may differ."""
    rows = select(RubricLine).where(RubricLine.contest_id == contest.id)
    return db.session.scalars(rows.order_by(RubricLine.position, RubricLine.id)).all()


def numbers_of(contest: Contest) -> dict[str, int]:
    """How the round went, in figures that name nobody."""
    cards = db.session.execute(
        select(Scorecard.juror_id, Scorecard.entry_id).where(
            Scorecard.contest_id == contest.id, Scorecard.state == CardState.SUBMITTED
        )
    ).all()
    return {
        "cards": len(cards),
        "jurors": len({juror for juror, _ in cards}),
        "entries": len({entry for _, entry in cards}),
        "conflicts": _count_of(Conflict.contest_id == contest.id),
        "waivers": _count_of(Waiver.contest_id == contest.id, Waiver.juror_id.is_not(None)),
        "few_readers": len({one.entry_id for one in few_readers_in(contest)}),
    }


def _count_of(*which: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count()).where(*which)) or 0


def submitted_entries(contest: Contest) -> dict[UUID, Entry]:
    rows = db.session.scalars(
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.submitted_at.is_not(None))
        .options(joinedload(Entry.team, innerjoin=True).lazyload(Team.members))
    )
    return {entry.id: entry for entry in rows}


def people_in(contest: Contest) -> Sequence[Person]:
    return db.session.scalars(
        select(Person)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.contest_id == contest.id)
    ).all()


def published_page(after: str | None, *, size: int = 20) -> tuple[Sequence[Publication], bool]:
    """One page of the directory, newest first, and whether there are more."""
    rows = select(Publication).where(Publication.state == PublicationState.PUBLISHED)
    if after is not None:
        rows = rows.where(Publication.id < UUID(after))
    found = db.session.scalars(
        rows.options(joinedload(Publication.contest, innerjoin=True))
        .order_by(Publication.id.desc())
        .limit(size + 1)
    ).all()
    return found[:size], len(found) > size
