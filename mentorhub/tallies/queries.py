"""The files of a contest, and the sheets they are compared with. No mark is ever read here."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, joinedload, lazyload, with_expression

from mentorhub.accounts.models import Person
from mentorhub.contests.models import Contest
from mentorhub.judging.domain.scoring import Criterion
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.judging.queries import entries_in, panel_of
from mentorhub.judging.queries.conflicts import in_conflict
from mentorhub.platform.db import db
from mentorhub.tallies.domain.codes import seat_codes
from mentorhub.tallies.domain.columns import Asked
from mentorhub.tallies.domain.plan import Sheet, Standing, Table
from mentorhub.tallies.models import GivenTally

NEWEST = 20


def tallies_of(contest: Contest, reader: Person) -> Sequence[GivenTally]:
    """The newest: one's own, those passed on, and those on their sheets."""
    rows = (
        select(GivenTally)
        .where(
            GivenTally.contest_id == contest.id,
            or_(GivenTally.by_id == reader.id, GivenTally.approval_id.is_not(None)),
        )
        .options(joinedload(GivenTally.by), joinedload(GivenTally.approval))
        .order_by(GivenTally.id.desc())
        .limit(NEWEST)
    )
    return db.session.scalars(rows).all()


def entered_already(contest: Contest, file_digest: str) -> GivenTally | None:
    """The very same file, confirmed before in this stage."""
    rows = select(GivenTally).where(
        GivenTally.contest_id == contest.id,
        GivenTally.stage == contest.judged_stage,
        GivenTally.file_digest == file_digest,
        GivenTally.entered_at.is_not(None),
    )
    return db.session.scalar(rows.limit(1))


def cards_of(contest: Contest) -> Sequence[Scorecard]:
    """The sheets of this stage, read afresh, knowing who may not judge what: never a mark."""
    rows = (
        select(Scorecard)
        .join(Scorecard.juror)
        .join(Scorecard.entry)
        .where(
            Scorecard.contest_id == contest.id,
            Scorecard.stage == contest.judged_stage,
        )
        .options(
            contains_eager(Scorecard.juror),
            contains_eager(Scorecard.entry),
            lazyload(Scorecard.marks),
            with_expression(Scorecard.in_conflict, in_conflict()),
        )
        .order_by(Scorecard.id)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(rows).all()


def codes_in(contest: Contest) -> dict[UUID, str]:
    """{seat: its code}, of everybody who was ever asked, so that no code changes."""
    return seat_codes(juror.id for juror in panel_of(contest))


def table_of(contest: Contest) -> Table:
    codes = codes_in(contest)
    entries = {entry.id: entry.number for entry in entries_in(contest) if entry.number}
    sheets = [
        Sheet(str(card.id), entries[card.entry_id], codes[card.juror_id], _standing(card))
        for card in cards_of(contest)
        if card.entry_id in entries
    ]
    sitting = frozenset(codes[juror.id] for juror in panel_of(contest) if juror.is_sitting)
    numbers = frozenset(entries.values())
    return Table(numbers, sitting, sheets, asked_in(contest), contest.note_below)


def asked_in(contest: Contest) -> list[Asked]:
    return [
        Asked(
            position, tuple(line.name.values()), Criterion(line.id.hex, line.max_points, line.step)
        )
        for position, line in enumerate(contest.rubric_now, start=1)
    ]


def _standing(card: Scorecard) -> Standing:
    if card.in_conflict:
        return Standing.CLOSE
    if card.state is CardState.VOID:
        return Standing.VOID
    if card.state is CardState.SUBMITTED:
        return Standing.LOCKED
    return Standing.OPEN if card.is_untouched else Standing.BEGUN
