from collections.abc import Collection, Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.actions import digest_of
from mentorhub.accounts.domain.consent import Purpose, Word, age_on, lacking
from mentorhub.accounts.models import Consent, Person, PersonalDetails
from mentorhub.consents.models import Guardian
from mentorhub.platform.clock import now, today
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


# plain rows and written once: every save of an entry asks it
ANSWERS = (
    select(
        Person.id,
        PersonalDetails.birth_year,
        Consent.purpose,
        Consent.answer,
        Consent.guardian_id,
    )
    .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
    .outerjoin(Consent, Consent.person_id == Person.id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
    .order_by(Person.id, Consent.at, Consent.id)
)


def first_without(people: Collection[UUID], purpose: Purpose) -> Person | None:
    """Of these people one for whom the purpose is not agreed to, if there is one."""
    rows = db.session.execute(ANSWERS, {"people": list(people)})
    for key, said in groupby(rows, key=lambda row: row.id):
        all_said = list(said)
        words = [Word(one.purpose, one.answer, one.guardian_id) for one in all_said if one.purpose]
        if lacking(purpose, words, age_on(today(), all_said[0].birth_year)):
            return db.session.get_one(Person, key)
    return None
