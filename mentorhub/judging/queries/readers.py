"""Which entries fewer have read than the rules promise, and what was written about it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry, EntryState
from mentorhub.judging.models import CardState, Scorecard, Waiver
from mentorhub.judging.queries.conflicts import in_conflict
from mentorhub.judging.queries.panel import entries_in
from mentorhub.platform.db import db


class Lack(NamedTuple):
    """An entry with so many `readers`, less than were `promised`, and no word about it."""

    entry: Entry
    readers: int
    promised: int


def lacking_in(contest: Contest) -> list[Lack]:
    """Of the stage the jury marks in, in the order of their codes; no mark is read.

    A sheet counts as a reader whether it is sent in or not, and so does one that was left out with
    a reason: what is missing is what a conflict, a withdrawal or a departed juror took away.
    """
    found, promised = readers_in(contest), promised_readers(contest)
    settled = _settled(contest)
    enough = {one: min(number, settled.get(one, number)) for one, number in promised.items()}
    return [
        Lack(entry, found.get(entry.id, 0), promised[entry.id])
        for entry in entries_in(contest)
        if found.get(entry.id, 0) < enough[entry.id]
    ]


def promised_readers(contest: Contest) -> dict[UUID, int]:
    """{entry: how many read it, by the rules of the stage the jury marks in}.

    Before panels that is the number of the panel it was handed to; of one that was handed to
    several, or to none yet, the smallest. Where everybody marks every entry it is one: whoever has
    a tie leaves a place open by rule.
    """
    entries = [entry.id for entry in entries_in(contest)]
    if contest.is_complete_now:
        return dict.fromkeys(entries, 1)
    if not contest.is_before_panels:
        return dict.fromkeys(entries, contest.readers_now)
    numbers = {panel.id: panel.readers for panel in contest.panels}
    heard = _panels_of(contest)
    return {
        entry: min(numbers[panel] for panel in heard.get(entry) or numbers) for entry in entries
    }


def _panels_of(contest: Contest) -> dict[UUID, set[UUID]]:
    """{entry: the panels of those it was given to, void sheets among them}."""
    rows = (
        select(Scorecard.entry_id, Juror.panel_id)
        .join(Juror, Juror.id == Scorecard.juror_id)
        .where(
            Scorecard.contest_id == contest.id,
            Scorecard.stage == contest.judged_stage,
        )
        .distinct()
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for entry, panel in db.session.execute(rows):
        if panel is not None:
            found[entry].add(panel)
    return found


def readers_in(contest: Contest) -> dict[UUID, int]:
    """{entry: cells it has, as `marks_for_results` counts them}; entries without one are absent."""
    rows = (
        select(Scorecard.entry_id, func.count())
        .join(Entry, Entry.id == Scorecard.entry_id)
        .where(
            Scorecard.contest_id == contest.id,
            Scorecard.stage == contest.judged_stage,
            Entry.state == EntryState.SUBMITTED,
            or_(Scorecard.state != CardState.VOID, is_waived()),
            ~in_conflict(),
        )
        .group_by(Scorecard.entry_id)
    )
    return dict(db.session.execute(rows).all())


def is_waived() -> ColumnElement[bool]:
    """Was the cell of this card left empty on purpose?"""
    return exists().where(
        Waiver.juror_id == Scorecard.juror_id,
        Waiver.entry_id == Scorecard.entry_id,
        Waiver.stage == Scorecard.stage,
    )


def _settled(contest: Contest) -> dict[UUID, int]:
    """{entry: the smallest number of readers with which somebody said it may be left}."""
    said = [one for one in few_readers_in(contest) if one.stage == contest.judged_stage]
    ordered = sorted(said, key=lambda one: one.readers or 0, reverse=True)
    return {one.entry_id: one.readers or 0 for one in ordered}


def few_readers_in(contest: Contest) -> Sequence[Waiver]:
    """What was written about entries with fewer readers than promised, in every stage."""
    rows = (
        select(Waiver)
        .join(Waiver.entry)
        .where(Waiver.contest_id == contest.id, Waiver.juror_id.is_(None))
        .options(joinedload(Waiver.entry), joinedload(Waiver.by))
        .order_by(Waiver.stage, Entry.number, Waiver.id)
    )
    return db.session.scalars(rows).all()
