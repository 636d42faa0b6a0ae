"""Who voted for whom is told to the voter alone, and forgotten soon after the publication."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping
from mentorhub.voting.models import Ballot, BallotRuling, PublicVote, StoodAside
from mentorhub.voting.queries import over_since

UNPUBLISHED = timedelta(days=275)


def own_ballots(person_id: UUID) -> list[Plain]:
    rows = select(Ballot).where(Ballot.person_id == person_id).order_by(Ballot.id)
    return [
        {
            "at": plain(one.at),
            "contest": plain(dict(one.vote.contest.title)),
            "entry": one.entry.code,
        }
        for one in db.session.scalars(rows)
    ]


def forget_ballots(before: datetime) -> None:
    """The two numbers of each entry stay; who cast which ballot goes."""
    votes = over_since(before, before - UNPUBLISHED)
    db.session.execute(delete(Ballot).where(Ballot.vote_id.in_(votes)))


HOLDINGS = (
    Holding(
        PublicVote,
        Matter.OFFICES,
        own="set_up_by_id",
        shown=("made_at",),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
        words=("award", "called_off_reason"),
    ),
    Holding(
        StoodAside,
        Matter.CONTESTS,
        own="by_id",
        shown=("at",),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
    Holding(
        BallotRuling,
        Matter.OFFICES,
        own="by_id",
        shown=("at", "reason"),
        fate=Fate.KEPT,
        reason=Reason.RESULTS,
    ),
    Holding(
        Ballot,
        Matter.CONTESTS,
        own="person_id",
        shown=("at",),
        words=("place", "device"),
        export=own_ballots,
    ),
)
RETENTION = (
    Keeping(
        "ballots",
        _l("Who voted for whom in a public vote, after its numbers are public"),
        90,
        _l("to answer doubts about the numbers; a vote is secret"),
        forget_ballots,
    ),
)
