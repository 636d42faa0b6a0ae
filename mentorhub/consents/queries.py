from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.models import Person
from mentorhub.consents.models import Guardian
from mentorhub.platform.clock import now
from mentorhub.platform.db import db


def guardian_behind(token: Any) -> Guardian | None:
    """Whose link this is, while it works."""
    return db.session.scalar(
        select(Guardian)
        .options(joinedload(Guardian.child))
        .where(
            Guardian.token_digest == digest_of(str(token)),
            Guardian.token_expires_at > now(),
            Guardian.ended_at.is_(None),
        )
    )


def guardians_of(person: Person) -> Sequence[Guardian]:
    """Who speaks for somebody under 18 today, the first named first."""
    return db.session.scalars(
        select(Guardian)
        .where(Guardian.person_id == person.id, Guardian.ended_at.is_(None))
        .order_by(Guardian.created_at, Guardian.id)
    ).all()


def with_consents(ids: Sequence[UUID]) -> Select[Person]:
    """People with all they agreed to, in one statement more."""
    return select(Person).where(Person.id.in_(ids)).options(selectinload(Person.consents))
