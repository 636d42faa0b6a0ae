"""Whom somebody may find. Each list has its twin in rules.py: one person asked for by key."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from mentorhub.accounts.domain.ages import ADULT, may_be_under
from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.accounts.queries import attempts
from mentorhub.contests.models import Contest, Juror, JurorState, Organiser, Secretary
from mentorhub.entries.models import Entry, Participant
from mentorhub.entries.queries import is_close
from mentorhub.members.models import ContactLook
from mentorhub.organisations.queries import in_register_order, members_within, within
from mentorhub.organisations.rules import units_answered_for
from mentorhub.platform.clock import today
from mentorhub.platform.db import db
from mentorhub.rosters.models import RosterLine
from mentorhub.rosters.queries import lines_within
from mentorhub.teams.models import Member, Tie
from mentorhub.units.models import Unit


def adults_called(text: str) -> Select[Person]:
    """What any member may find: people of age, by name alone. Whoever never said a year of birth
    may be a child."""
    found = (
        select(Person)
        .join(Person.details)
        .outerjoin(Person.unit)
        .options(contains_eager(Person.details), contains_eager(Person.unit))
        .where(Person.closed_at.is_(None), _is_of_age())
    )
    return in_register_order(found, text)


def charges_called(seeker: Person, text: str) -> Select[Person]:
    """People the seeker answers for: of their units, and in contests they run without a side."""
    return members_within([], text, also=_is_a_charge(seeker))


def is_adult_to_find(person: Person) -> bool:
    return _holds(person, _is_of_age())


def is_charge(seeker: Any, person: Person) -> bool:
    return _holds(person, _is_a_charge(seeker))


def takes_part_for(seeker: Any, person: Person) -> bool:
    """Is the person in, or mentor beside, an entry of a contest the seeker runs without a side?"""
    return _holds(person, _in_own_contest(seeker.id))


def runs_a_contest(person: Any) -> bool:
    return bool(db.session.scalar(select(exists().where(Organiser.person_id == person.id))))


def is_reading_a_contest(person: Any) -> bool:
    """On a jury, or its secretary, until results are out: names could tell whose work is read."""
    sits = (
        select(Juror.id)
        .join(Juror.contest)
        .where(
            Juror.person_id == person.id,
            Juror.state == JurorState.ACCEPTED,
            Contest.published_at.is_(None),
        )
    )
    types = (
        select(Secretary.id)
        .join(Secretary.contest)
        .where(
            Secretary.person_id == person.id,
            Secretary.accepted_at.is_not(None),
            Secretary.ended_at.is_(None),
            Contest.published_at.is_(None),
        )
    )
    return any(db.session.scalar(rows.limit(1)) is not None for rows in (sits, types))


def mentors_or_judges(seeker: Any, person: Person) -> bool:
    """Beside a team of theirs today, or on a jury whose results are not out and they take part."""
    teams = select(Member.team_id).where(Member.person_id == person.id, Member.left_at.is_(None))
    beside = select(Tie.id).where(
        Tie.person_id == seeker.id, Tie.until.is_(None), Tie.team_id.in_(teams)
    )
    judged = (
        select(Juror.id)
        .join(Juror.contest)
        .join(Participant, Participant.contest_id == Juror.contest_id)
        .where(
            Juror.person_id == seeker.id,
            Juror.state == JurorState.ACCEPTED,
            Contest.published_at.is_(None),
            Participant.person_id == person.id,
        )
    )
    return any(db.session.scalar(one.limit(1)) is not None for one in (beside, judged))


def is_beside_or_judges(seeker: Any) -> bool:
    """Beside any team today, or on any jury whose results are not out.

    Of whole lists they get no minor's contact: leaving out just those of their own teams and
    entries would tell a juror whose work lies before them.
    """
    beside = select(Tie.id).where(Tie.person_id == seeker.id, Tie.until.is_(None))
    judges = (
        select(Juror.id)
        .join(Juror.contest)
        .where(
            Juror.person_id == seeker.id,
            Juror.state == JurorState.ACCEPTED,
            Contest.published_at.is_(None),
        )
    )
    return any(db.session.scalar(one.limit(1)) is not None for one in (beside, judges))


def list_of(unit: Unit) -> Sequence[RosterLine]:
    """The whole list of a unit, with those who have an account, in the order of a register."""
    people = joinedload(RosterLine.person).joinedload(Person.details)
    return db.session.scalars(lines_within(unit).options(people)).all()


def is_surely_of_age(line: RosterLine) -> bool:
    """By the list's own year and by the account's; no year says nothing, so it is not enough."""
    details = line.person.details if line.person else None
    years = [line.birth_year, details.birth_year if details else line.birth_year]
    return all(year and not may_be_under(ADULT, year, today()) for year in years)


def searches_since(digest: str, since: datetime) -> int:
    return attempts(since=since, succeeded=True, account_digest=digest)


def looks_by(person_id: UUID, since: datetime) -> int:
    statement = (
        select(func.count())
        .select_from(ContactLook)
        .where(ContactLook.by_id == person_id, ContactLook.at > since)
    )
    return db.session.scalar(statement) or 0


def latest_look(person: Person, by: Person, since: datetime) -> ContactLook | None:
    return db.session.scalar(
        select(ContactLook)
        .where(ContactLook.person_id == person.id, ContactLook.by_id == by.id)
        .where(ContactLook.at > since)
        .order_by(ContactLook.id.desc())
        .limit(1)
    )


def looks_at(person_id: UUID) -> Select[ContactLook]:
    return (
        select(ContactLook)
        .where(ContactLook.person_id == person_id)
        .order_by(ContactLook.id.desc())
    )


def on_the_list_with_contacts(unit: Unit, *, adults_only: bool = False) -> Sequence[Person]:
    """Who has an account, and a number or address on the list of the unit or of one below it."""
    has_some = or_(RosterLine.phone != "", RosterLine.email != "")
    joined = select(RosterLine).join(RosterLine.person).join(RosterLine.unit)
    joined = joined.options(contains_eager(RosterLine.person).joinedload(Person.details))
    lines = db.session.scalars(joined.where(within([unit]), has_some))
    told = (line for line in lines if not adults_only or is_surely_of_age(line))
    return [line.person for line in told if line.person]


def _is_of_age() -> ColumnElement[bool]:
    return PersonalDetails.birth_year < today().year - ADULT


def _is_a_charge(seeker: Any) -> ColumnElement[bool]:
    return or_(within(units_answered_for(seeker)), _in_own_contest(seeker.id))


def _in_own_contest(seeker_id: UUID) -> ColumnElement[bool]:
    """Both the participants and the mentors beside their teams; rivals of their own excepted."""
    runs = select(Organiser.contest_id).where(Organiser.person_id == seeker_id)
    sides = select(Entry.contest_id).where(is_close(seeker_id))
    mine = (Entry.contest_id.in_(runs), Entry.contest_id.not_in(sides))
    inside = select(Participant.person_id).join(Entry, Entry.id == Participant.entry_id)
    beside = select(Tie.person_id).join(Entry, Entry.team_id == Tie.team_id)
    return or_(
        Person.id.in_(inside.where(*mine)),
        Person.id.in_(beside.where(*mine, Tie.until.is_(None))),
    )


def _holds(person: Person, condition: ColumnElement[bool]) -> bool:
    asked = (
        select(Person.id)
        .join(Person.details)
        .outerjoin(Unit, Unit.id == Person.unit_id)
        .where(Person.id == person.id, Person.closed_at.is_(None), condition)
    )
    return db.session.scalar(asked) is not None
