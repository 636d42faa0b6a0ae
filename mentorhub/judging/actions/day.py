"""The day until which a jury is asked to be ready. It closes nothing: later marks count too."""

from datetime import datetime

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.calendars.domain import due
from mentorhub.contests.models import Contest
from mentorhub.judging import queries
from mentorhub.judging.actions.history import about
from mentorhub.judging.models import JuryReminder
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

BEFORE_THE_DAY = (3 * 24, 24)  # hours before it a juror with sheets left is reminded


def set_day(contest: Contest, *, at: datetime | None, by: Person) -> None:
    """Name the day of the present stage, move it, or with None name none any more.

    Jurors with sheets left are told; of the same day saved again nobody hears.
    """
    lock(contest)
    if contest.scoring_is_closed or contest.is_published:
        raise Refused(_l("Scoring is closed: it is too late to name a day."))
    if at == contest.scoring_closes_at:
        return
    if at is not None and at <= max(now(), contest.closes_at):
        raise Refused(_l("Name a day that is still to come, after entries are closed."))
    contest.scoring_closes_at = at
    if at is None:
        record("judging.day_dropped", contest, by=by, **about(contest))
    else:
        record("judging.day_set", contest, by=by, until_at=at.isoformat(), **about(contest))


def remind_of_the_day() -> None:
    """Each juror with sheets left, once at each time before the day; a moved one counts anew.

    Whoever was given a sheet, or told of the day, after that time has heard of it just now.
    """
    moment = now()
    first = max(BEFORE_THE_DAY)
    for juror, contest, heard_at in queries.near_their_day(moment, hours=first):
        at = contest.scoring_closes_at
        assert at is not None
        hours = due(closes_at=at, begun_at=heard_at, moment=moment, before=BEFORE_THE_DAY)
        row = {"juror_id": juror.id, "hours": hours, "closes_at": at, "at": moment}
        if hours is None or not add_once(JuryReminder, **row):
            continue
        facts = {"until_at": at.isoformat(), **about(contest)}
        record("judging.day_near", juror, by=None, **facts)
