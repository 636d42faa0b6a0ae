"""Who types the paper sheets of a contest."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Secretary
from mentorhub.platform.db import db


def secretaries_of(contest: Contest) -> Sequence[Secretary]:
    """Asked or serving, in the order they were asked."""
    rows = (
        select(Secretary)
        .where(Secretary.contest_id == contest.id, Secretary.ended_at.is_(None))
        .options(joinedload(Secretary.person))
        .order_by(Secretary.asked_at, Secretary.id)
    )
    return db.session.scalars(rows).all()


def secretary_in(contest: Contest, person_id: UUID) -> Secretary | None:
    """The row of this person, whatever became of it."""
    return db.session.scalar(
        select(Secretary).where(
            Secretary.contest_id == contest.id, Secretary.person_id == person_id
        )
    )


def serving_in(contest: Contest) -> Sequence[Person]:
    """Who took the duty and has it still."""
    rows = (
        select(Person)
        .join(Secretary, Secretary.person_id == Person.id)
        .where(
            Secretary.contest_id == contest.id,
            Secretary.accepted_at.is_not(None),
            Secretary.ended_at.is_(None),
            Person.closed_at.is_(None),
        )
    )
    return db.session.scalars(rows.order_by(Person.id)).all()


def contests_served_by(person: Person) -> Sequence[Secretary]:
    """The duties of a person, those that wait for an answer too, results not yet out."""
    rows = (
        select(Secretary)
        .join(Secretary.contest)
        .where(
            Secretary.person_id == person.id,
            Secretary.ended_at.is_(None),
            Contest.published_at.is_(None),
        )
        .options(joinedload(Secretary.contest))
    )
    return db.session.scalars(rows.order_by(Secretary.asked_at, Secretary.id)).all()
