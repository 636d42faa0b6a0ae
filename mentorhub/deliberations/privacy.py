"""What jurors said and voted stands as long as their sheets; then it goes with them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select

from mentorhub.contests.models import Contest, Juror
from mentorhub.deliberations.models import (
    Deliberation,
    Discussion,
    JurorVote,
    Motion,
    Remark,
)
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping


def forget_talks(before: datetime) -> None:
    """Of contests that are over since then; what was decided stands in the minutes."""
    over = func.coalesce(Contest.published_at, Contest.closes_at) < before
    contests = select(Contest.id).where(over)
    for model in (JurorVote, Motion, Remark, Discussion, Deliberation):
        db.session.execute(delete(model).where(model.contest_id.in_(contests)))


def said(person_id: UUID) -> list[Plain]:
    """Remarks and votes of one person, each vote with the words it was about."""
    remarks = select(Remark).where(Remark.author_id == person_id).order_by(Remark.id)
    votes = select(JurorVote).join(JurorVote.juror).where(Juror.person_id == person_id)
    return [
        *({"at": plain(one.at), "text": one.text} for one in db.session.scalars(remarks)),
        *(
            {"at": plain(one.at), "text": one.motion.text, "answer": plain(one.answer)}
            for one in db.session.scalars(votes.order_by(JurorVote.id))
        ),
    ]


HOLDINGS = (
    Holding(
        Remark,
        Matter.JURIES,
        own="author_id",
        shown=("at", "text"),
        fate=Fate.EMPTIED,
        reason=Reason.RESULTS,
        emptied={"text": ""},
        export=said,
    ),
    Holding(
        Motion,
        Matter.OFFICES,
        own="put_by_id",
        shown=("put_at", "text"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("places", "reason"),
    ),
)
RETENTION = (
    Keeping(
        "deliberations",
        _l("What a jury said and voted, after the results"),
        5 * 365,
        _l("to answer how a result came about"),
        forget_talks,
    ),
)
