"""Who takes part, and on which seats."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, Participant
from mentorhub.platform.db import db
from mentorhub.platform.once import once_a_page


def participants_of(entry: Entry) -> list[Person]:
    return [seat.person for seat in seats_of(entry)]


# written once: composing a statement costs as much as asking it
SEATS = (
    select(Participant)
    .where(Participant.entry_id == bindparam("entry"))
    .options(joinedload(Participant.person, innerjoin=True))
    .order_by(Participant.id)
)


@once_a_page
def seats_of(entry: Entry) -> Sequence[Participant]:
    return db.session.scalars(SEATS, {"entry": entry.id}).all()


def seats_taken(
    contest: Contest, people: Collection[UUID], *, besides: Entry | None
) -> dict[UUID, set[int]]:
    """The seats these people have in other entries of the contest, withdrawn ones too."""
    taken = select(Participant.person_id, Participant.seat).where(
        Participant.contest_id == contest.id, Participant.person_id.in_(people)
    )
    if besides is not None:
        taken = taken.where(Participant.entry_id != besides.id)
    found: dict[UUID, set[int]] = {}
    for person_id, seat in db.session.execute(taken):
        found.setdefault(person_id, set()).add(seat)
    return found


def birth_years(people: Collection[UUID]) -> list[int | None]:
    """One for each person; None where it was never told."""
    rows = db.session.execute(
        select(Person.id, PersonalDetails.birth_year)
        .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
        .where(Person.id.in_(people))
        .order_by(Person.id)
    )
    return [year for _id, year in rows]


def people_in(contest: Contest) -> Select[Person]:
    """Everybody who takes part, drafts included: whom a later deadline concerns."""
    return (
        select(Person)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.contest_id == contest.id)
    )
