"""Who is too close to judge what: one SQL condition, for lists and single cards alike."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy.orm import aliased

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Conflict, Entry, EntryState
from mentorhub.entries.queries import too_close_to_judge
from mentorhub.judging.models import Scorecard, Waiver
from mentorhub.platform.db import db
from mentorhub.teams.models import Team

Pair = tuple[UUID, UUID]
"""(juror, entry)"""
SEATED = (JurorState.ACCEPTED, JurorState.INVITED)


def in_conflict() -> ColumnElement[bool]:
    """May the juror of a card not judge its entry? It needs nothing but the card's own row."""
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
            too_close_to_judge(juror, person, entry, team, contest),
        )
        .correlate(Scorecard)
    )


def conflicts_in(contest: Contest, *, of: Juror | None = None) -> set[Pair]:
    """Every pair of a sitting juror (or of this one) and a submitted entry that must not meet."""
    rows = (
        select(Juror.id, Entry.id)
        .join(Person, Person.id == Juror.person_id)
        .join(Contest, Contest.id == Juror.contest_id)
        .join(Entry, Entry.contest_id == Contest.id)
        .join(Team, Team.id == Entry.team_id)
        .where(
            Contest.id == contest.id,
            Juror.state == JurorState.ACCEPTED,
            Entry.state == EntryState.SUBMITTED,
            too_close_to_judge(Juror, Person, Entry, Team, Contest),
        )
    )
    found = db.session.execute(rows.where(Juror.id == of.id) if of else rows)
    return {(juror, entry) for juror, entry in found}


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


# written once: composing a statement costs more than asking it
CLOSE = (
    select(func.count(Juror.id))
    .join(Person, Person.id == Juror.person_id)
    .join(Contest, Contest.id == Juror.contest_id)
    .join(Entry, Entry.contest_id == Contest.id)
    .join(Team, Team.id == Entry.team_id)
    .where(
        Entry.id == bindparam("entry"),
        Juror.state.in_(SEATED),
        too_close_to_judge(Juror, Person, Entry, Team, Contest),
    )
)


def jurors_close_to(entry: Entry) -> int:
    """How many of the jury, the invited among them, may not judge this entry."""
    return db.session.scalar(CLOSE, {"entry": entry.id}) or 0


DECLARED = (
    select(Conflict.juror_id, func.count())
    .where(
        Conflict.contest_id == bindparam("contest"),
        Conflict.entry_id.not_in(bindparam("without", expanding=True)),
    )
    .group_by(Conflict.juror_id)
)


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
    return {(juror, entry) for juror, entry in rows if juror is not None}
