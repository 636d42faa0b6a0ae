"""Extra points an organiser gives beside the marks of the jury."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def give_bonus(contest: Contest, *, given: Mapping[UUID, Decimal | None], by: Person) -> None:
    """Set the extra points of these entries; each change of one is written down."""
    lock(contest)
    if contest.is_published:
        raise Refused(_l("The results are out."))
    if contest.bonus is None:
        raise Refused(_l("This contest gives no extra points."))
    if any(points is not None and not 0 <= points <= contest.bonus for points in given.values()):
        raise Refused(_l("Nobody gets more extra points than the contest gives."))
    hidden = queries.hidden_from(by, contest)
    for entry in queries.entries_in(contest):
        points = given.get(entry.id) or None
        if entry.id not in given or entry.id in hidden or points == entry.bonus:
            continue
        before, entry.bonus = entry.bonus, points
        record(
            "entry.bonus_given",
            entry,
            by=by,
            code=entry.code,
            before=str(before or 0),
            points=str(points or 0),
            **about(contest),
        )
