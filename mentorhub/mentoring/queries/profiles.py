"""Mentors: their profiles, and the directory everybody reads."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, select, update
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.matching.domain.analyser import search_terms
from mentorhub.matching.domain.tags import taxonomy
from mentorhub.mentoring.domain.directory import MOST_FOUND, SIZE, Card, Filters, Shelf
from mentorhub.mentoring.models import MentorProfile, Mentorship, MentorSkill, MentorState
from mentorhub.organisations.queries import within
from mentorhub.platform.db import db
from mentorhub.platform.paging import counting
from mentorhub.platform.search import find
from mentorhub.units.models import Unit

SEARCH = "mentor_search"
SHOWN = MentorProfile.state.in_((MentorState.ACTIVE, MentorState.PAUSED))
TAKING = (MentorProfile.state == MentorState.ACTIVE, MentorProfile.taken < MentorProfile.capacity)

# the columns of a card, in its order; written once: composing it costs as much as asking it
LISTED: Any = (
    select(MentorProfile.id, MentorProfile.person_id, PersonalDetails.name, MentorProfile.headline)
    .add_columns(Unit.names, MentorProfile.spoken, MentorProfile.free_times, MentorProfile.state)
    .add_columns(MentorProfile.capacity, MentorProfile.taken)
    .join(PersonalDetails, PersonalDetails.person_id == MentorProfile.person_id)
    .join(Person, Person.id == MentorProfile.person_id)
    .outerjoin(Unit, Unit.id == Person.unit_id)
    .where(SHOWN, Person.closed_at.is_(None))
)
FIRST = LISTED.order_by(MentorProfile.id.desc()).limit(SIZE + 1)
TAKERS = counting(select(MentorProfile.id).where(*TAKING))
ALL = counting(select(MentorProfile.id).where(SHOWN))


def profile_of(person: Person) -> MentorProfile | None:
    return db.session.scalar(select(MentorProfile).where(MentorProfile.person_id == person.id))


def profile_for_page(key: UUID) -> MentorProfile | None:
    return db.session.scalar(
        select(MentorProfile)
        .where(MentorProfile.id == key)
        .options(
            joinedload(MentorProfile.person).joinedload(Person.unit),
            selectinload(MentorProfile.skills),
        )
    )


def taking_teams() -> int:
    """How many mentors could take a team today."""
    return db.session.scalar(TAKERS) or 0


def shelf(filters: Filters, *, after: UUID | None = None, language: str = "vi") -> Shelf:
    """One page of the directory, newest first; a search gives its best answers at once."""
    conditions = _conditions(filters)
    if filters.q:
        keys = _found(filters.q)
        chosen = _cards(LISTED.where(MentorProfile.id.in_(keys), *conditions), language)
        by_key = {card.id: card for card in chosen}
        return Shelf([by_key[key] for key in keys if key in by_key], len(by_key), "")
    page = FIRST.where(*conditions) if conditions else FIRST
    if after is not None:
        page = page.where(MentorProfile.id < after)
    cards = _cards(page, language)
    every = counting(select(MentorProfile.id).where(SHOWN, *conditions)) if conditions else ALL
    total = db.session.scalar(every) or 0
    return Shelf(cards[:SIZE], total, str(cards[SIZE - 1].id) if len(cards) > SIZE else "")


def _found(text: str) -> list[UUID]:
    required, also = search_terms(text)
    return find(SEARCH, required, also=also, limit=MOST_FOUND)


def _cards(rows: Select[*tuple[Any, ...]], language: str) -> list[Card]:
    return [Card.read(row, language) for row in db.session.execute(rows).all()]


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = []
    if filters.skill:
        able = select(MentorSkill.profile_id).where(
            MentorSkill.concept.in_(filters.concepts(taxonomy()))
        )
        chosen.append(MentorProfile.id.in_(able))
    if filters.language:
        chosen.append(_holds(MentorProfile.spoken, filters.language))
    if filters.format:
        chosen.append(_holds(MentorProfile.formats, filters.format))
    return [*chosen, *(TAKING if filters.free else ())]


def _holds(listed: Any, value: str) -> ColumnElement[bool]:
    """Both databases keep a JSON list as text that shows its strings in quotes."""
    return cast(listed, String).contains(f'"{value}"', autoescape=True)


def waiting_to_be_checked(units: Iterable[Unit] | None) -> Select[MentorProfile]:
    """Mentors who applied, the first first; `units` None means everywhere."""
    rows = (
        select(MentorProfile)
        .join(MentorProfile.person)
        .join(Person.unit)
        .where(MentorProfile.state == MentorState.APPLIED)
        .options(contains_eager(MentorProfile.person).contains_eager(Person.unit))
        .order_by(MentorProfile.id)
    )
    return rows if units is None else rows.where(within(units))


def profiles_to_learn(keys: Collection[UUID] | None = None) -> Sequence[MentorProfile]:
    """Everybody the index knows, in a fixed order; or these of them."""
    rows = select(MentorProfile).where(SHOWN).order_by(MentorProfile.id)
    return db.session.scalars(
        rows if keys is None else rows.where(MentorProfile.id.in_(keys))
    ).all()


def keys_to_learn(*, edited_since: datetime | None = None) -> Sequence[UUID]:
    """Of everybody the index should know; or of those who wrote since."""
    rows = select(MentorProfile.id).where(SHOWN)
    if edited_since is not None:
        rows = rows.where(MentorProfile.edited_at >= edited_since)
    return db.session.scalars(rows).all()


def count_taken(profile: MentorProfile) -> None:
    """Write how many teams a mentor has. The row's version stays: nobody edited the profile."""
    teams = select(func.count()).where(
        Mentorship.profile_id == profile.id, Mentorship.ended_at.is_(None)
    )
    db.session.flush()
    db.session.execute(
        update(MentorProfile)
        .where(MentorProfile.id == profile.id)
        .values(taken=teams.scalar_subquery())
        .execution_options(synchronize_session=False)
    )
    db.session.refresh(profile, ["taken"])
