"""What stages that are over left behind, and whether two people are about to end one."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from sqlalchemy import select

from mentorhub.accounts.models import WAITS_FOR_A_SECOND, Approval
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.judging.domain.advancing import carried
from mentorhub.judging.models import StageResult
from mentorhub.platform.db import db
from mentorhub.teams.models import Team
from mentorhub.units.models import Unit

ADVANCE = "judging.advance"


def carried_into(contest: Contest) -> dict[UUID, Decimal]:
    """{entry: points of the stage before that count in this one}; empty where none do."""
    before = contest.judged_stage - 1
    if not before or not (percent := contest.judged_stages[before - 1].carried):
        return {}
    rows = db.session.execute(
        select(StageResult.entry_id, StageResult.total).where(
            StageResult.contest_id == contest.id,
            StageResult.stage == before,
            StageResult.goes_on,
        )
    )
    return {entry: carried(total, percent) for entry, total in rows if total is not None}


def brought_along(contest: Contest, before: StageResult | None) -> Decimal | None:
    """What an entry that came out of a stage like that has of it in the next; None: nothing is."""
    if before is None or before.total is None:
        return None
    percent = contest.judged_stages[before.stage - 1].carried
    return carried(before.total, percent) if percent else None


def paths_of_units(contest: Contest) -> dict[UUID, str]:
    """{entry: the path of its team's unit}."""
    rows = db.session.execute(
        select(Entry.id, Unit.path)
        .join(Team, Team.id == Entry.team_id)
        .join(Unit, Unit.id == Team.unit_id)
        .where(Entry.contest_id == contest.id)
    )
    return dict(rows.all())


def stages_of(entry: Entry) -> list[StageResult]:
    """How the entry came out of each stage that others followed, the first stage first."""
    rows = select(StageResult).where(StageResult.entry_id == entry.id)
    return list(db.session.scalars(rows.order_by(StageResult.stage)))


def means_in_stage_beside(result: StageResult) -> Sequence[dict[str, str]]:
    """The means of the other entries judged in that stage: for comparing with, never for a page."""
    rows = select(StageResult.means).where(
        StageResult.contest_id == result.contest_id,
        StageResult.stage == result.stage,
        StageResult.id != result.id,
    )
    return db.session.scalars(rows).all()


def went_on_in(contest: Contest) -> dict[int, list[tuple[Entry, StageResult]]]:
    """{stage that is over, from 1: its entries in the order of their codes, and who went on}."""
    rows = db.session.execute(
        select(Entry, StageResult)
        .join(StageResult, StageResult.entry_id == Entry.id)
        .where(StageResult.contest_id == contest.id)
        .order_by(StageResult.stage, Entry.number)
    )
    return {
        stage: [(entry, result) for entry, result in found]
        for stage, found in groupby(rows, lambda row: row.StageResult.stage)
    }


def asked_to_go_on(contest: Contest) -> Approval | None:
    """What one organiser proposed and nobody has answered yet."""
    return db.session.scalar(
        select(Approval)
        .where(
            Approval.action == ADVANCE,
            Approval.subject_id == contest.id,
            WAITS_FOR_A_SECOND,
        )
        .order_by(Approval.id.desc())
        .limit(1)
    )
