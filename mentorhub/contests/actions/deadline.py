"""A later deadline: one organiser asks, another agrees."""

from datetime import datetime

from mentorhub.accounts.models import Approval, Person
from mentorhub.activity.actions import record
from mentorhub.contests.models import Contest
from mentorhub.contests.queries import EXTENSION, open_extension
from mentorhub.platform.arrival import database_now
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def ask_for_extension(contest: Contest, *, closes_at: datetime, by: Person) -> None:
    """A later deadline waits for a second organiser: it changes the race while it is being run."""
    lock(contest)
    _check_extension(contest, closes_at)
    if waiting := open_extension(contest):
        waiting.withdrawn_at = now()
    contest.proposed_closes_at = closes_at
    db.session.add(
        Approval(
            action=EXTENSION,
            subject_type="Contest",
            subject_id=contest.id,
            digest=closes_at.isoformat(),
            asked_by_id=by.id,
        )
    )
    record(
        "contest.extension_asked",
        contest,
        by=by,
        contest_id=contest.id,
        contest=dict(contest.title),
    )


def agree_to_extension(contest: Contest, *, by: Person) -> None:
    """The second organiser agrees to exactly the deadline the first one asked for."""
    lock(contest)
    waiting, closes_at = open_extension(contest), contest.proposed_closes_at
    if waiting is None or closes_at is None or waiting.digest != closes_at.isoformat():
        raise Refused(_l("No later deadline waits for an answer any more."))
    if waiting.asked_by_id == by.id:
        raise Refused(_l("Another organiser must agree: whoever asked cannot."))
    _check_extension(contest, closes_at)
    before = contest.closes_at
    waiting.approved_by_id, waiting.approved_at = by.id, now()
    contest.closes_at, contest.proposed_closes_at = closes_at, None
    contest.deadline_version += 1
    moments = {"before_at": before.isoformat(), "until_at": closes_at.isoformat()}
    record(
        "contest.extended",
        contest,
        by=by,
        contest_id=contest.id,
        contest=dict(contest.title),
        **moments,
    )


def decline_extension(contest: Contest, *, by: Person) -> None:
    """Either organiser puts the request away; the deadline stays."""
    lock(contest)
    if waiting := open_extension(contest):
        waiting.withdrawn_at = now()
    contest.proposed_closes_at = None
    record("contest.extension_declined", contest, by=by, contest_id=contest.id)


def _check_extension(contest: Contest, closes_at: datetime) -> None:
    if database_now() >= contest.closes_at:
        raise Refused(_l("Entries are closed: the deadline can no longer be moved."))
    if closes_at <= contest.closes_at:
        raise Refused(_l("A deadline can only be moved to later: teams count on the present one."))
