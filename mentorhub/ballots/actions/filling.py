"""A juror's ballot: every move is saved, locked it changes no more, and opening it needs a reason.

The contest is held, then the ballot: closing writes to the contest, so that whoever moves first
counts and whoever comes after finds it closed. A page without script sends a move at a time; with
one it sends the whole order, also of moves that were made without network.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ballots import queries
from mentorhub.ballots.actions import receipts
from mentorhub.ballots.actions.choosing import about
from mentorhub.ballots.domain.ordering import Move, moved
from mentorhub.ballots.models import RankedBallot, Ranking
from mentorhub.contests.models import Juror
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l


def move(ranking: Ranking, kind: Move, entry: UUID, *, version: int, by: Person) -> RankedBallot:
    """Save one move, made from this `version` (0: of a ballot not begun).

    The same move sent twice is made once. One made from an older order raises Stale: the page
    shows the order as it stands, and the move is made again by whoever still wants it.
    """
    juror, ballot = _held(ranking, by)
    _must_be_open(ballot)
    told = f"{version} {kind.value} {entry.hex}"
    if ballot.last == told:
        return ballot
    _must_be_at(ballot, version)
    choice = [one.id for one in queries.choice_of(juror, ranking.contest)]
    if entry not in choice:
        raise Refused(_l("This entry is not on your ballot."))
    known = [one for one in ballot.order if one in choice]
    return _keep(ballot, moved(known, kind, entry), told)


def arrange(
    ranking: Ranking, codes: Sequence[str], *, key: str, version: int, by: Person
) -> RankedBallot:
    """Save the order of these entries, best first, made from this `version`.

    Sent twice under one key it is saved once. Raises Stale where another order was saved since. A
    code the juror may not put in order, or no longer, is left out: nothing tells which it is.
    """
    juror, ballot = _held(ranking, by)
    _must_be_open(ballot)
    choice = {one.code: one.id for one in queries.choice_of(juror, ranking.contest)}
    order = [choice[code] for code in dict.fromkeys(codes) if code in choice]
    told = f"order {key}"
    if ballot.last == told or order == ballot.order:
        return ballot
    _must_be_at(ballot, version)
    return _keep(ballot, order, told)


def lock_ballot(ranking: Ranking, *, version: int, by: Person) -> RankedBallot:
    """No move any more, and a receipt; a second click finds it locked and says nothing."""
    juror, ballot = _held(ranking, by)
    if ballot.is_locked:
        return ballot
    _must_be_at(ballot, version)
    choice = {one.id for one in queries.choice_of(juror, ranking.contest)}
    order = [one for one in ballot.order if one in choice]
    if len(order) < 2:
        raise Refused(_l("Put at least two entries in order first."))
    ballot.entries = [one.hex for one in order]
    ballot.locked_at = now()
    receipt = receipts.give(ballot)
    told: dict[str, Any] = {"digest": receipt.digest, "version": receipt.version}
    record("judging.ballot_locked", ballot, by=by, **told, **about(ranking.contest))
    return ballot


def reopen(ballot: RankedBallot, *, reason: str, by: Person) -> None:
    """Let the juror change a locked ballot; who, when and why stay on record."""
    lock(ballot.ranking.contest)
    lock(ballot)
    if not ballot.ranking.is_open:
        raise Refused(_l("Scoring is closed. Nothing was changed."))
    if not ballot.is_locked:
        raise Refused(_l("This ballot is not locked."))
    ballot.locked_at, ballot.reason, ballot.language = None, reason.strip(), by.language
    facts = {"reason": ballot.reason, **about(ballot.ranking.contest)}
    record("judging.ballot_reopened", ballot, by=by, **facts)


def _held(ranking: Ranking, by: Person) -> tuple[Juror, RankedBallot]:
    """The person's seat, and their ballot, held; the first move makes it."""
    lock(ranking.contest)
    juror = queries.seat_of(by, ranking)
    if juror is None:
        raise Refused(_l("This entry is not on your ballot."))
    if not ranking.is_open:
        raise Refused(_l("Scoring is closed. Nothing was changed."))
    ids = {"ranking_id": ranking.id, "juror_id": juror.id, "contest_id": ranking.contest_id}
    add_once(RankedBallot, **ids)
    ballot = queries.ballot_of(juror, ranking)
    assert ballot is not None
    return juror, lock(ballot)


def _keep(ballot: RankedBallot, order: Sequence[UUID], told: str) -> RankedBallot:
    ballot.entries = [one.hex for one in order]
    ballot.last, ballot.saved_at = told, now()
    db.session.flush()
    return ballot


def _must_be_at(ballot: RankedBallot, version: int) -> None:
    if version != ballot.reached:
        raise Stale(_l("Your list was changed elsewhere in the meantime. Here it is as it stands."))


def _must_be_open(ballot: RankedBallot) -> None:
    if ballot.is_locked:
        raise Refused(_l("This ballot is locked. Nothing was changed."))
