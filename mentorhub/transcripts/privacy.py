"""Who typed a sheet stands as long as the sheet; what was typed goes once it is confirmed."""

from datetime import datetime

from sqlalchemy import delete, func, select

from mentorhub.contests.models import Contest, Secretary
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.transcripts.models import PaperSheet


def forget_papers(before: datetime) -> None:
    """Of contests that are over since then."""
    over = func.coalesce(Contest.published_at, Contest.closes_at) < before
    contests = select(Contest.id).where(over)
    for model in (PaperSheet, Secretary):
        db.session.execute(delete(model).where(model.contest_id.in_(contests)))


HOLDINGS = (
    Holding(
        Secretary,
        Matter.OFFICES,
        own="person_id",
        others=("asked_by_id",),
        shown=("asked_at", "accepted_at", "ended_at"),
        fate=Fate.EMPTIED,
        reason=Reason.RESULTS,
        emptied={"label": ""},
    ),
    Holding(
        PaperSheet,
        Matter.OFFICES,
        own="typed_by_id",
        others=("printed_by_id", "confirmed_by_id"),
        shown=("code", "typed_at"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("content", "remark"),
    ),
)
RETENTION = (
    Keeping(
        "paper_sheets",
        _l("Who typed sheets from paper, after the results"),
        5 * 365,
        _l("to answer how a result came about"),
        forget_papers,
    ),
)
