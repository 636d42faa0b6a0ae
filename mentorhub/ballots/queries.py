"""What a juror may put in order, how far the jury is, and, once scoring is closed, what it said."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.ballots.models import BallotReceipt, RankedBallot, Ranking
from mentorhub.contests.models import Contest, Juror, JurorState
from mentorhub.entries.models import Entry
from mentorhub.judging.models import CardState, Scorecard
from mentorhub.judging.queries import conflicts_in, entries_in
from mentorhub.platform.db import db


def ranking_of(contest: Contest) -> Ranking | None:
    """Of the stage the contest is in."""
    return db.session.scalar(
        select(Ranking).where(
            Ranking.contest_id == contest.id, Ranking.stage == contest.judged_stage
        )
    )


def seat_of(person: Person, ranking: Ranking) -> Juror | None:
    """The place of somebody who sits on this jury now."""
    return db.session.scalar(
        select(Juror).where(
            Juror.contest_id == ranking.contest_id,
            Juror.person_id == person.id,
            Juror.state == JurorState.ACCEPTED,
        )
    )


def ballot_of(juror: Juror, ranking: Ranking) -> RankedBallot | None:
    return db.session.scalar(
        select(RankedBallot).where(
            RankedBallot.ranking_id == ranking.id, RankedBallot.juror_id == juror.id
        )
    )


def choice_of(juror: Juror, contest: Contest) -> list[Entry]:
    """The entries of this stage that the juror may judge, in the order of their codes."""
    out = {entry for _, entry in conflicts_in(contest, of=juror)}
    return [entry for entry in entries_in(contest) if entry.id not in out]


def in_hand(juror: Juror, contest: Contest) -> set[UUID]:
    """The entries of this stage whose sheet the juror was given: they may read these."""
    rows = select(Scorecard.entry_id).where(
        Scorecard.juror_id == juror.id,
        Scorecard.stage == contest.judged_stage,
        Scorecard.state != CardState.VOID,
    )
    return set(db.session.scalars(rows))


class Mine(NamedTuple):
    """A juror's own part: the ballot, what is on it, best first, and what is not.

    `read` are those whose sheet they were given. The others they meet at their stands, by code:
    who was given no sheet of an entry reads nothing of it here (permission matrix: sub.read).
    """

    juror: Juror
    ranking: Ranking
    ballot: RankedBallot | None
    order: list[Entry]
    rest: list[Entry]
    read: set[UUID]

    @property
    def total(self) -> int:
        return len(self.order) + len(self.rest)


def mine(juror: Juror, ranking: Ranking) -> Mine:
    """An entry that has left the contest, or come close to the juror, stands in neither list."""
    ballot = ballot_of(juror, ranking)
    choice = {entry.id: entry for entry in choice_of(juror, ranking.contest)}
    kept = ballot.order if ballot else []
    order = [choice[entry] for entry in kept if entry in choice]
    rest = [entry for key, entry in choice.items() if key not in kept]
    return Mine(juror, ranking, ballot, order, rest, in_hand(juror, ranking.contest))


class Seat(NamedTuple):
    """How far one juror is, and nothing of what they chose."""

    juror: Juror
    ballot: RankedBallot | None


def seats_of(ranking: Ranking) -> list[Seat]:
    """Everybody who sits on the jury, in the order of their invitations."""
    rows = db.session.execute(
        select(Juror, RankedBallot)
        .outerjoin(
            RankedBallot,
            and_(RankedBallot.juror_id == Juror.id, RankedBallot.ranking_id == ranking.id),
        )
        .where(Juror.contest_id == ranking.contest_id, Juror.state == JurorState.ACCEPTED)
        .options(joinedload(Juror.person))
        .order_by(Juror.invited_at, Juror.id)
    )
    return [Seat(juror, ballot) for juror, ballot in rows]


def left_open(ranking: Ranking) -> int:
    """How many of the jury have not locked a ballot."""
    return sum(not (one.ballot and one.ballot.is_locked) for one in seats_of(ranking))


def counted(ranking: Ranking) -> list[list[UUID]]:
    """Locked ballots of sitting jurors, without entries that left or that a conflict takes out.

    For nobody before scoring is closed: an empty list stands for all of it until then.
    """
    contest = ranking.contest
    if not contest.scoring_is_closed:
        return []
    judged = {entry.id for entry in entries_in(contest)}
    out = conflicts_in(contest)
    return [
        [entry for entry in ballot.order if entry in judged and (juror.id, entry) not in out]
        for juror, ballot in seats_of(ranking)
        if ballot is not None and ballot.is_locked
    ]


def has_begun(ranking: Ranking) -> bool:
    return db.session.scalar(_of(ranking).limit(1)) is not None


def receipt_of(ballot: RankedBallot) -> BallotReceipt | None:
    """The newest: of the ballot as it is locked now."""
    return db.session.scalar(
        select(BallotReceipt)
        .where(BallotReceipt.ballot_id == ballot.id)
        .order_by(BallotReceipt.at.desc(), BallotReceipt.id.desc())
        .limit(1)
    )


def receipt_with(code: str) -> BallotReceipt | None:
    return db.session.scalar(
        select(BallotReceipt)
        .where(BallotReceipt.code == code)
        .options(joinedload(BallotReceipt.ballot).joinedload(RankedBallot.ranking))
    )


def _of(ranking: Ranking) -> Select[UUID]:
    return select(RankedBallot.id).where(RankedBallot.ranking_id == ranking.id)
