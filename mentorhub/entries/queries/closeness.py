"""Who is too close to which entry: in the team, beside it, against it, or unable to judge it."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from mentorhub.accounts.models import Person, PersonalDetails
from mentorhub.consents.models import Guardian
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Clearance, Conflict, Entry, Ground, Participant
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.once import once_a_page
from mentorhub.teams.models import Member, Team, Tie

LASTING = timedelta(days=731)
"""How long somebody who stood beside a team stays close to it: 24 months, a leap day included."""


def _lasting_since() -> datetime:
    return now() - LASTING


def takes_part(person: Person, contest: Contest) -> bool:
    """Is the person in an entry of this contest?"""
    found = exists().where(Participant.contest_id == contest.id, Participant.person_id == person.id)
    return bool(db.session.scalar(select(found)))


def takes_sides(person_id: Any, entry: Any = Entry) -> ColumnElement[bool]:
    """In the team, its family, beside it, or a rival: who takes part in a contest judges none."""
    return or_(
        exists().where(Member.team_id == entry.team_id, Member.person_id == person_id),
        _stands_beside(person_id, entry),
        _guards(person_id, entry),
        exists().where(
            Participant.contest_id == entry.contest_id, Participant.person_id == person_id
        ),
    )


def _stands_beside(person_id: Any, entry: Any) -> ColumnElement[bool]:
    """Mentors the team or did in the last 24 months; the moment is the one of asking."""
    since = bindparam(None, type_=Tie.until.type, callable_=_lasting_since)
    lasting = or_(Tie.until.is_(None), Tie.until > since)
    return exists().where(Tie.team_id == entry.team_id, Tie.person_id == person_id, lasting)


def _guards(person_id: Any, entry: Any) -> ColumnElement[bool]:
    """Speaks for somebody of the team who is under age: known by their own proved address."""
    own = aliased(PersonalDetails)
    by_phone = and_(own.phone == Guardian.contact_key, own.phone_verified_at.is_not(None))
    by_email = and_(own.email_key == Guardian.contact_key, own.email_verified_at.is_not(None))
    return exists().where(
        Member.team_id == entry.team_id,
        Guardian.person_id == Member.person_id,
        Guardian.checked_at.is_not(None),
        Guardian.ended_at.is_(None),
        Guardian.contact_key != "",
        own.person_id == person_id,
        or_(by_phone, by_email),
    )


def of_its_unit(
    juror: Any, person: Any, entry: Any, team: Any, contest: Any
) -> ColumnElement[bool]:
    """Of the team's unit, in a contest that keeps units apart, and nobody looked into it."""
    cleared = exists().where(
        Clearance.juror_id == juror.id,
        Clearance.entry_id == entry.id,
        Clearance.ground == Ground.UNIT,
        Clearance.ended_at.is_(None),
    )
    return and_(contest.same_unit_is_conflict, team.unit_id == person.unit_id, ~cleared)


def too_close_to_judge(
    juror: Any, person: Any, entry: Any, team: Any, contest: Any
) -> ColumnElement[bool]:
    """May this juror not judge this entry, by declaration, by sides or by unit?"""
    return or_(
        exists().where(Conflict.juror_id == juror.id, Conflict.entry_id == entry.id),
        takes_sides(juror.person_id, entry),
        of_its_unit(juror, person, entry, team, contest),
    )


def is_close(person_id: Any, entry: Any = Entry) -> ColumnElement[bool]:
    """Takes sides, or could not judge it as a juror: no office of the person reaches this entry."""
    return or_(takes_sides(person_id, entry), _declared(person_id, entry), _sits(person_id, entry))


def _declared(person_id: Any, entry: Any) -> ColumnElement[bool]:
    """Whatever became of the seat: a tie does not end with it."""
    juror = aliased(Juror)
    return exists().where(
        Conflict.entry_id == entry.id, juror.id == Conflict.juror_id, juror.person_id == person_id
    )


def _sits(person_id: Any, entry: Any) -> ColumnElement[bool]:
    """On a jury that keeps units apart, and of the team's unit."""
    juror, person = aliased(Juror), aliased(Person)
    team, contest = aliased(Team), aliased(Contest)
    return exists().where(
        juror.contest_id == entry.contest_id,
        juror.person_id == person_id,
        juror.state == JurorState.ACCEPTED,
        person.id == juror.person_id,
        team.id == entry.team_id,
        contest.id == entry.contest_id,
        contest.same_unit_is_conflict,
        team.unit_id == person.unit_id,
    )


# written once: composing a statement costs more than asking it
HIDDEN = select(Entry.id).where(
    Entry.contest_id == bindparam("contest"), is_close(bindparam("person", type_=Uuid()))
)


@once_a_page
def hidden_from(person: Person, contest: Contest) -> set[UUID]:
    """Entries an organiser is too close to: they see nothing of how those are judged."""
    return set(db.session.scalars(HIDDEN, {"person": person.id, "contest": contest.id}))
