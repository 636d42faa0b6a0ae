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

NONE = UUID(int=0)  # no entry has this key
# written once: composing a statement costs more than asking it, and every save does
SEATS = (
    select(Participant)
    .where(Participant.entry_id == bindparam("entry"))
    .options(joinedload(Participant.person, innerjoin=True))
    .order_by(Participant.id)
)
SEATED = select(Participant.person_id).where(Participant.entry_id == bindparam("entry"))
TAKEN = select(Participant.person_id, Participant.seat).where(
    Participant.contest_id == bindparam("contest"),
    Participant.person_id.in_(bindparam("people", expanding=True)),
    Participant.entry_id != bindparam("besides"),
)
BIRTH_YEARS = (
    select(Person.id, PersonalDetails.birth_year)
    .outerjoin(PersonalDetails, PersonalDetails.person_id == Person.id)
    .where(Person.id.in_(bindparam("people", expanding=True)))
    .order_by(Person.id)
)


def participants_of(entry: Entry) -> list[Person]:
    return [seat.person for seat in seats_of(entry)]


@once_a_page
def seats_of(entry: Entry) -> Sequence[Participant]:
    return db.session.scalars(SEATS, {"entry": entry.id}).all()


@once_a_page
def seated_in(entry: Entry) -> frozenset[UUID]:
    """The keys of those who take part."""
    return frozenset(db.session.scalars(SEATED, {"entry": entry.id}))


def seats_taken(
    contest: Contest, people: Collection[UUID], *, besides: Entry | None
) -> dict[UUID, set[int]]:
    """The seats these people have in other entries of the contest, withdrawn ones too."""
    facts = {"contest": contest.id, "people": people, "besides": besides.id if besides else NONE}
    found: dict[UUID, set[int]] = {}
    for person_id, seat in db.session.execute(TAKEN, facts):
        found.setdefault(person_id, set()).add(seat)
    return found


def birth_years(people: Collection[UUID]) -> list[int | None]:
    """One for each person; None where it was never told."""
    rows = db.session.execute(BIRTH_YEARS, {"people": people})
    return [year for _id, year in rows]


def people_in(contest: Contest) -> Select[Person]:
    """Everybody who takes part, drafts included: whom a later deadline concerns."""
    return (
        select(Person)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.contest_id == contest.id)
    )
