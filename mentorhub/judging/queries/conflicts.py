"""Who is too close to judge what: one SQL condition, for lists and single cards alike."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Entry, EntryState, Participant
from mentorhub.judging.models import Conflict, Scorecard, Waiver
from mentorhub.platform.db import db
from mentorhub.teams.models import Member, Team, Tie

Pair = tuple[UUID, UUID]
"""(juror, entry)"""
SEATED = (JurorState.ACCEPTED, JurorState.INVITED)


def takes_sides(person_id: Any, entry: Any = Entry) -> ColumnElement[bool]:
    """In the team, beside it, or a rival: whoever takes part in a contest judges none of it."""
    return or_(
        exists().where(Member.team_id == entry.team_id, Member.person_id == person_id),
        exists().where(Tie.team_id == entry.team_id, Tie.person_id == person_id),
        exists().where(
            Participant.contest_id == entry.contest_id, Participant.person_id == person_id
        ),
    )


def _too_close(juror: Any, person: Any, entry: Any, team: Any, contest: Any) -> ColumnElement[bool]:
    """May this juror not judge this entry, by declaration, by sides or by unit?"""
    return or_(
        exists().where(Conflict.juror_id == juror.id, Conflict.entry_id == entry.id),
        takes_sides(juror.person_id, entry),
        and_(contest.same_unit_is_conflict, team.unit_id == person.unit_id),
    )


def in_conflict() -> ColumnElement[bool]:
    """The same of a card; it needs nothing but the card's own row."""
    juror, person, entry = aliased(Juror), aliased(Person), aliased(Entry)
    team, contest = aliased(Team), aliased(Contest)
    return (
        exists()
        .where(
            juror.id == Scorecard.juror_id,
            person.id == juror.person_id,
            entry.id == Scorecard.entry_id,
            team.id == entry.team_id,
            contest.id == entry.contest_id,
            _too_close(juror, person, entry, team, contest),
        )
        .correlate(Scorecard)
    )


def conflicts_in(contest: Contest) -> set[Pair]:
    """Every pair of a sitting juror and a submitted entry that must not meet."""
    rows = db.session.execute(
        select(Juror.id, Entry.id)
        .join(Person, Person.id == Juror.person_id)
        .join(Contest, Contest.id == Juror.contest_id)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(Team, Team.id == Entry.team_id)
        .where(
            Contest.id == contest.id,
            Juror.state == JurorState.ACCEPTED,
            Entry.state == EntryState.SUBMITTED,
            _too_close(Juror, Person, Entry, Team, Contest),
        )
    )
    return {(juror, entry) for juror, entry in rows}


def seats_facing(person: Person, team: Team) -> list[tuple[Juror, Entry]]:
    """Where somebody sits on a jury, or is asked to, that meets an entry of this team."""
    rows = db.session.execute(
        select(Juror, Entry)
        .join(Juror.contest)
        .join(Entry, Entry.contest_id == Contest.id)
        .where(
            Juror.person_id == person.id,
            Juror.state.in_(SEATED),
            Contest.published_at.is_(None),
            Entry.team_id == team.id,
        )
        .order_by(Contest.id)
    )
    return [(juror, entry) for juror, entry in rows]


def jurors_close_to(entry: Entry) -> int:
    """How many of the jury, the invited among them, may not judge this entry."""
    close = (
        select(func.count(Juror.id))
        .join(Person, Person.id == Juror.person_id)
        .join(Contest, Contest.id == Juror.contest_id)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(Team, Team.id == Entry.team_id)
        .where(
            Entry.id == entry.id,
            Juror.state.in_(SEATED),
            _too_close(Juror, Person, Entry, Team, Contest),
        )
    )
    return db.session.scalar(close) or 0


# written once: composing a statement costs more than asking it
HIDDEN = select(Entry.id).where(
    Entry.contest_id == bindparam("contest"), takes_sides(bindparam("person", type_=Uuid()))
)
DECLARED = (
    select(Conflict.juror_id, func.count())
    .where(
        Conflict.contest_id == bindparam("contest"),
        Conflict.entry_id.not_in(bindparam("without", expanding=True)),
    )
    .group_by(Conflict.juror_id)
)


def hidden_from(person: Person, contest: Contest) -> set[UUID]:
    """Entries an organiser is too close to: they see nothing of how those are judged."""
    return set(db.session.scalars(HIDDEN, {"person": person.id, "contest": contest.id}))


def conflict_of(juror: Juror, entry: Entry) -> Conflict | None:
    return db.session.scalar(
        select(Conflict).where(Conflict.juror_id == juror.id, Conflict.entry_id == entry.id)
    )


def declared_in(contest: Contest, *, without: Collection[UUID] = ()) -> dict[UUID, int]:
    """{juror: how many conflicts were declared}."""
    rows = db.session.execute(DECLARED, {"contest": contest.id, "without": list(without)})
    return dict(rows.all())


def waived_in(contest: Contest) -> set[Pair]:
    """The cells left empty on purpose in the stage the jury marks in."""
    rows = db.session.execute(
        select(Waiver.juror_id, Waiver.entry_id).where(
            Waiver.contest_id == contest.id, Waiver.stage == contest.judged_stage
        )
    )
    return {(juror, entry) for juror, entry in rows}
