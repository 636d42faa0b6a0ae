"""What an organiser looks after, in one statement a kind; nothing here is derived from a score."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, ScalarSelect, exists, func, select

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest, Juror, JurorState, Organiser
from mentorhub.entries.models import Entry, EntryState
from mentorhub.entries.queries import is_close
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.platform.db import db


@dataclass(frozen=True, slots=True)
class Charge:
    """A contest somebody runs, with how far it has come in counts."""

    contest: Contest
    drafts: int
    entries: int
    jurors: int
    marked: int
    cards: int
    is_close: bool
    """To an entry of it: others appoint the jury, hand out and publish."""


def charges_of(person: Person) -> Sequence[Charge]:
    """Contests the person runs, the newest first; entries they are too close to count nowhere."""
    far = ~is_close(person.id)
    rows = db.session.execute(
        select(
            Contest,
            _entries_in(EntryState.DRAFT, far),
            _entries_in(EntryState.SUBMITTED, far),
            select(func.count(Juror.id))
            .where(Juror.contest_id == Contest.id, Juror.state == JurorState.ACCEPTED)
            .scalar_subquery(),
            _cards(Scorecard.state == CardState.SUBMITTED, far),
            _cards(Scorecard.state != CardState.VOID, far),
            exists().where(Entry.contest_id == Contest.id, ~far),
        )
        .join(Organiser, Organiser.contest_id == Contest.id)
        .where(Organiser.person_id == person.id)
        .order_by(Contest.id.desc())
        .limit(50)
    )
    return [Charge(*row) for row in rows]


def _entries_in(state: EntryState, far: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count(Entry.id))
        .where(Entry.contest_id == Contest.id, Entry.state == state, far)
        .scalar_subquery()
    )


def _cards(condition: ColumnElement[bool], far: ColumnElement[bool]) -> ScalarSelect[int]:
    return (
        select(func.count(Scorecard.id))
        .join(Entry, Entry.id == Scorecard.entry_id)
        .where(
            Scorecard.contest_id == Contest.id,
            Scorecard.stage == Contest.judged_stage,
            condition,
            far,
        )
        .scalar_subquery()
    )
