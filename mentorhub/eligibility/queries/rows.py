"""Which entries of a contest somebody checks: the twin of the rules, as conditions."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries import is_close, listed_in
from mentorhub.organisations.queries import within
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

CHECKED = (EntryState.SUBMITTED, EntryState.LATE, EntryState.INELIGIBLE)
SHOWN = (*CHECKED, EntryState.DISQUALIFIED)  # of one excluded nothing is decided: it is only read


def checked_in(contest: Contest) -> list[Entry]:
    """Every entry the check shows, whoever asks: what is found in one depends on the others."""
    return list(db.session.scalars(_all(contest)))


def checked_by(person: Person, contest: Contest, units: Sequence[Unit]) -> list[Entry]:
    """Those of the contest to its organisers, else those of these units and below.

    Ask `LIST` first: whoever takes part in the contest checks nothing of it.
    """
    if contest.is_run_by(person):
        rows = listed_in(contest).where(Entry.state.in_(SHOWN))
        return list(db.session.scalars(rows))
    below = _all(contest).join(Team, Team.id == Entry.team_id).join(Unit, Unit.id == Team.unit_id)
    return list(db.session.scalars(below.where(within(units), ~is_close(person.id))))


def _all(contest: Contest) -> Select[Entry]:
    return (
        select(Entry)
        .where(Entry.contest_id == contest.id, Entry.state.in_(SHOWN))
        .options(joinedload(Entry.team))
        .order_by(Entry.number)
    )
