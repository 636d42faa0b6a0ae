"""What was asked of jurors after closing, and who they are."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload

from mentorhub.contests.models import Contest, Juror
from mentorhub.judging.models import CardState, Scorecard, SheetConfirmation
from mentorhub.judging.queries.conflicts import Pair
from mentorhub.platform.db import db


def confirmed_in(contest: Contest) -> dict[Pair, SheetConfirmation]:
    """{(juror, entry): by what the juror of that sheet stands} in the stage the jury marked in."""
    rows = db.session.execute(
        select(Scorecard.juror_id, Scorecard.entry_id, SheetConfirmation)
        .join(SheetConfirmation, SheetConfirmation.scorecard_id == Scorecard.id)
        .where(Scorecard.contest_id == contest.id, Scorecard.stage == contest.judged_stage)
    )
    return {(juror, entry): confirmation for juror, entry, confirmation in rows}


def sheets_sent(contest: Contest) -> dict[Pair, UUID]:
    """{(juror, entry): their sheet} of this stage; no mark is read."""
    rows = db.session.execute(
        select(Scorecard.juror_id, Scorecard.entry_id, Scorecard.id).where(
            Scorecard.contest_id == contest.id,
            Scorecard.stage == contest.judged_stage,
            Scorecard.state == CardState.SUBMITTED,
        )
    )
    return {(juror, entry): card for juror, entry, card in rows}


def jurors_of(contest: Contest) -> Mapping[UUID, Juror]:
    """Everybody who ever sat on this jury: whoever left may have left sheets behind."""
    rows = select(Juror).where(Juror.contest_id == contest.id).options(joinedload(Juror.person))
    return {juror.id: juror for juror in db.session.scalars(rows)}


def confirmation_of(card: Scorecard) -> SheetConfirmation | None:
    rows = select(SheetConfirmation).where(SheetConfirmation.scorecard_id == card.id)
    return db.session.scalar(rows.options(lazyload(SheetConfirmation.scorecard)))
