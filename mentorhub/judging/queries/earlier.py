"""Sheets of stages that are over, whose jurors have declared a conflict since then."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Approval
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Conflict
from mentorhub.judging.models import CardState, EarlierRuling, Scorecard
from mentorhub.judging.queries.panel import entries_in
from mentorhub.platform.db import db


class Since(NamedTuple):
    """One such sheet, what its juror declared, and what organisers made of it, if anything."""

    card: Scorecard
    conflict: Conflict
    ruling: EarlierRuling | None

    @property
    def is_open(self) -> bool:
        return self.ruling is None or self.ruling.waits


def declared_since(contest: Contest) -> list[Since]:
    """Of the entries that are judged now, the earlier stage first; no mark is read.

    While a stage lasts a declaration voids its sheet: one that still stands was declared later.
    """
    if contest.judged_stage < 2:
        return []
    here = {entry.id for entry in entries_in(contest)}
    rows = (
        select(Scorecard, Conflict, EarlierRuling)
        .join(
            Conflict,
            and_(Conflict.juror_id == Scorecard.juror_id, Conflict.entry_id == Scorecard.entry_id),
        )
        .outerjoin(EarlierRuling, EarlierRuling.scorecard_id == Scorecard.id)
        .where(
            Scorecard.contest_id == contest.id,
            Scorecard.stage < contest.judged_stage,
            or_(Scorecard.state == CardState.SUBMITTED, EarlierRuling.id.is_not(None)),
        )
        .options(joinedload(Scorecard.juror), joinedload(Scorecard.entry))
        .order_by(Scorecard.stage, Scorecard.id)
    )
    return [Since(*row) for row in db.session.execute(rows) if row.Scorecard.entry_id in here]


def sheets_beside(card: Scorecard) -> Sequence[Scorecard]:
    """Those handed in for its entry in its stage, this one among them."""
    rows = select(Scorecard).where(
        Scorecard.entry_id == card.entry_id,
        Scorecard.stage == card.stage,
        Scorecard.state == CardState.SUBMITTED,
    )
    return db.session.scalars(rows.order_by(Scorecard.id)).all()


def ruling_on(card: Scorecard) -> EarlierRuling | None:
    return db.session.scalar(
        select(EarlierRuling)
        .where(EarlierRuling.scorecard_id == card.id)
        .options(joinedload(EarlierRuling.approval).joinedload(Approval.asked_by))
    )
