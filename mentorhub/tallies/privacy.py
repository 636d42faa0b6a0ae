"""What was read from a file goes within a week; that one was given stays as long as the sheets."""

from datetime import datetime

from sqlalchemy import delete, func, select, update

from mentorhub.contests.models import Contest
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.tallies.models import GivenTally

HOLDINGS = (
    Holding(
        GivenTally,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "entered", "entered_at"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("content", "file_digest"),
    ),
)


def forget_content(before: datetime) -> None:
    waiting = (GivenTally.entered_at.is_(None), GivenTally.at < before)
    db.session.execute(update(GivenTally).where(*waiting).values(content={}))


def forget_files(before: datetime) -> None:
    """Of contests that are over since then, with their sheets."""
    over = func.coalesce(Contest.published_at, Contest.closes_at) < before
    contests = select(Contest.id).where(over)
    db.session.execute(delete(GivenTally).where(GivenTally.contest_id.in_(contests)))


RETENTION = (
    Keeping(
        "tallies",
        _l("What was read from a file of scores that nobody confirmed"),
        7,
        _l("a week for a second organiser to confirm it"),
        forget_content,
    ),
    Keeping(
        "tally files",
        _l("Who gave and confirmed a file of scores, and its fingerprint"),
        5 * 365,
        _l("to answer how a result came about"),
        forget_files,
    ),
)
