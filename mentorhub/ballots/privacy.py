"""Ballots stand as long as scoresheets, and go with them; each juror reads their own."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from mentorhub.ballots.models import BallotReceipt, RankedBallot, Ranking
from mentorhub.contests.models import Contest, Juror
from mentorhub.entries.models import Entry
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping


def forget_ballots(before: datetime) -> None:
    """Of contests that are over since then; what they said together stands in the minutes."""
    over = func.coalesce(Contest.published_at, Contest.closes_at) < before
    contests = select(Contest.id).where(over)
    for model in (BallotReceipt, RankedBallot, Ranking):
        db.session.execute(delete(model).where(model.contest_id.in_(contests)))


def ballots(person_id: UUID) -> list[Plain]:
    """Each with the codes of its entries, best first."""
    mine = select(RankedBallot).join(RankedBallot.juror).where(Juror.person_id == person_id)
    found = db.session.scalars(mine.order_by(RankedBallot.id)).all()
    ranked = {entry for one in found for entry in one.order}
    rows = db.session.scalars(select(Entry).where(Entry.id.in_(ranked)))
    codes = {entry.id: entry.code for entry in rows}
    return [
        {
            "contest": dict(one.ranking.contest.title),
            "order": [codes[entry] for entry in one.order if entry in codes],
            "edited_at": plain(one.saved_at),
            "locked_at": plain(one.locked_at),
        }
        for one in found
    ]


HOLDINGS = (
    Holding(
        Ranking,
        Matter.OFFICES,
        own="chosen_by_id",
        shown=("chosen_at",),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        RankedBallot,
        Matter.JURIES,
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("entries", "last", "reason"),
        export=ballots,
    ),
)
RETENTION = (
    Keeping(
        "ranked ballots",
        _l("How jurors put entries in order, after the results"),
        5 * 365,
        _l("to answer how a result came about"),
        forget_ballots,
    ),
)
