"""What minutes tell and no public page does: who judged, who did not, and each sheet's total."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Conflict, Entry
from mentorhub.judging.domain.scoring import card_total
from mentorhub.judging.models import Waiver, criterion
from mentorhub.judging.queries import declared_since, few_readers_in, marks_for_results, panel_of
from mentorhub.platform.db import db
from mentorhub.publishing.queries.recusals import Cleared, cleared_in, close_since, left_the_jury

Told = list[tuple[UUID, str, str]]


class Round(NamedTuple):
    """`names` by juror; `totals` {entry: {juror: total}}; the others are (juror, code, reason).

    `few` are entries left with fewer readers than promised; `kept` and `dropped` sheets of earlier
    stages whose jurors declared a conflict since. `close_since` are sheets left for a tie nobody
    declared, `cleared` suspicions found to be none, `left` who gave up a seat.
    """

    names: dict[UUID, str]
    totals: dict[UUID, dict[UUID, Decimal]]
    conflicts: Sequence[tuple[UUID, str, str]]
    waivers: Sequence[tuple[UUID, str, str]]
    few: Sequence[Waiver]
    kept: Sequence[tuple[UUID, str, str]]
    dropped: Sequence[tuple[UUID, str, str]]
    close_since: Sequence[tuple[UUID, str]]
    cleared: Sequence[Cleared]
    left: Sequence[Juror]


def round_of(contest: Contest) -> Round:
    rubric = [criterion(line) for line in contest.rubric_now]
    totals: dict[UUID, dict[UUID, Decimal]] = {}
    for cell in marks_for_results(contest):
        if cell.points is not None:
            totals.setdefault(cell.entry, {})[cell.juror] = card_total(cell.points, rubric)
    conflicts, waivers = (_told(table, contest) for table in (Conflict, Waiver))
    kept, dropped = _ruled(contest)
    close, cleared, left = close_since(contest), cleared_in(contest), left_the_jury(contest)
    involved = {
        *(juror for sheets in totals.values() for juror in sheets),
        *(juror for juror, *_rest in (*conflicts, *waivers, *kept, *dropped, *close)),
        *(one.clearance.juror_id for one in cleared),
        *(juror.id for juror in left),
    }
    names = {juror.id: _name(juror) for juror in panel_of(contest) if juror.id in involved}
    few = few_readers_in(contest)
    return Round(names, totals, conflicts, waivers, few, kept, dropped, close, cleared, left)


def _ruled(contest: Contest) -> tuple[Told, Told]:
    """Of earlier sheets whose jurors declared a conflict since: those kept, those left out."""
    kept: Told = []
    dropped: Told = []
    for one in declared_since(contest):
        if one.ruling and not one.is_open:
            told = (one.card.juror_id, one.card.entry.code, one.ruling.reason)
            (kept if one.ruling.keeps else dropped).append(told)
    return kept, dropped


def _told(table: Any, contest: Contest) -> list[tuple[UUID, str, str]]:
    rows = (
        select(table, Entry)
        .join(Entry, Entry.id == table.entry_id)
        .where(table.contest_id == contest.id)
        .order_by(Entry.number)
    )
    found = db.session.execute(rows).all()
    return [(row.juror_id, entry.code, row.reason) for row, entry in found if row.juror_id]


def _name(juror: Juror) -> str:
    return juror.person.full_name if juror.person else juror.label
