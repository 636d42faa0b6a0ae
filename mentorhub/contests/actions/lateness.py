"""What happens at the deadline: decided here for every route that writes into an entry."""

from datetime import datetime

from mentorhub.accounts.models import Person
from mentorhub.contests.actions.parts import part_saved
from mentorhub.contests.domain.deadline import MOST_GRACE, Deadline, Late, Standing
from mentorhub.contests.models import Contest
from mentorhub.platform.arrival import database_now
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _, _l, moment


def set_lateness(
    contest: Contest, *, grace_minutes: int, late: Late, version: int, by: Person, reason: str = ""
) -> None:
    """Minutes of grace, and what becomes of later entries: fixed from the moment entries open."""
    rules = {"grace_minutes": grace_minutes, "late": late.value}
    with part_saved(contest, "lateness", version=version, reason=reason, by=by, **rules):
        if contest.is_announced and database_now() >= contest.opens_at:
            raise Refused(
                _l("Entries have opened: these terms stand. Only the deadline still moves, by two.")
            )
        if not 0 <= grace_minutes <= MOST_GRACE:
            raise ValueError(grace_minutes)
        contest.grace_minutes, contest.late = grace_minutes, late


def take_in(
    contest: Contest,
    at: datetime,
    *,
    is_settled: bool = False,
    deadline: Deadline | None = None,
) -> Standing:
    """How what arrived at `at` stands, or Refused. Hold the contest's row while asking.

    `is_settled`: what counted in time, or was decided about, is not followed by late words.
    `deadline` is that of an entry: the contest's own, or a later one for this team alone.
    """
    deadline = deadline or contest.deadline
    standing = deadline.standing(at)
    if not contest.is_announced or standing is Standing.EARLY:
        raise Refused(_("Entries open at %(moment)s.", moment=moment(contest.opens_at)))
    if standing is Standing.REFUSED or (standing is Standing.LATE and is_settled):
        raise Refused(
            _(
                "Entries closed at %(moment)s. What was sent before counts; drafts are kept.",
                moment=moment(deadline.ends_at),
            )
        )
    return standing
