"""What organisers want of a handing-out; nothing is handed out by it."""

from collections.abc import Collection, Mapping
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about
from mentorhub.judging.domain.handing import Linkage
from mentorhub.judging.queries import Pair
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused, Stale
from mentorhub.platform.i18n import _l


def wish(
    contest: Contest,
    *,
    version: int,
    least: int,
    most: int | None,
    most_of: Mapping[UUID, int | None],
    one_per_unit: bool,
    linkage: Linkage,
    moves: bool,
    pinned: Collection[Pair],
    by: Person,
) -> None:
    """`version` is the one that was shown, 0 where nothing was saved before."""
    lock(contest)
    if contest.scoring_is_closed:
        raise Refused(_l("Scoring is closed: nothing more can be handed out."))
    if most is not None and most < least:
        raise Refused(_l("The least a juror reads cannot be more than the most."))
    _must_be_free(contest, pinned)
    wishes = queries.wishes_of(contest)
    if (wishes.version or 0) != version:
        raise Stale(_l("Somebody saved other wishes a moment before. Look at them first."))
    wishes.least, wishes.most, wishes.one_per_unit = least, most, one_per_unit
    wishes.most_of = {str(juror): limit for juror, limit in most_of.items() if limit is not None}
    wishes.linkage, wishes.moves = linkage, moves
    wishes.pinned = sorted(f"{juror} {entry}" for juror, entry in pinned)
    db.session.add(wishes)
    record("judging.wished", contest, by=by, **about(contest))


def _must_be_free(contest: Contest, pinned: Collection[Pair]) -> None:
    """A pair that may not meet cannot be wished for."""
    barred = queries.conflicts_in(contest) | queries.suspicions_in(contest).keys()
    if set(pinned) & barred:
        raise Refused(
            _l("This juror has, or may have, a tie to this entry. Look into the tie first.")
        )
