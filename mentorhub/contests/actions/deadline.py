"""Another deadline: one organiser asks, another authorised person agrees; each has its number."""

from datetime import datetime, timedelta

from mentorhub.accounts.models import Person
from mentorhub.contests.actions.amending import ask, hold, rehearsed, settle
from mentorhub.contests.actions.parts import owe_a_reason
from mentorhub.contests.models import Amendment, ByTwo, Change, Contest
from mentorhub.platform.arrival import database_now
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l

NOTICE = timedelta(hours=24)
"""Teams still have so long when they hear of an earlier deadline."""


def propose_deadline(
    contest: Contest, *, closes_at: datetime, reason: str, by: Person
) -> Amendment:
    """It changes the race while it is being run: until a second person agrees nothing moves."""
    lock(contest)
    owe_a_reason(contest, reason)
    _check(contest, closes_at)
    content = {"closes_at": closes_at.isoformat()}
    parts = rehearsed(contest, lambda: _move(contest, closes_at))
    return ask(contest, ByTwo.DEADLINE, content, parts, reason=reason, by=by)


def agree_to_deadline(amendment: Amendment, *, by: Person) -> Change | None:
    """Exactly the deadline that was asked for; what arrived before is judged by the one before."""
    if (contest := hold(amendment, ByTwo.DEADLINE, by=by)) is None:
        return None
    closes_at, before = amendment.closes_at, contest.closes_at
    assert closes_at is not None
    _check(contest, closes_at)
    told = contest.told
    _move(contest, closes_at)
    verb = "contest.extended" if closes_at > before else "contest.shortened"
    moments = {"before_at": before.isoformat(), "until_at": closes_at.isoformat()}
    return settle(amendment, told, by=by, verb=verb, **moments)


def _move(contest: Contest, closes_at: datetime) -> None:
    contest.closes_at = closes_at
    contest.deadline_version += 1


def _check(contest: Contest, closes_at: datetime) -> None:
    moment = database_now()
    if moment >= contest.closes_at:
        raise Refused(_l("Entries are closed: the deadline can no longer be moved."))
    if closes_at == contest.closes_at:
        raise Refused(_l("That is the deadline already."))
    if closes_at < contest.closes_at and closes_at < moment + NOTICE:
        raise Refused(
            _l("An earlier deadline lies at least 24 hours ahead: teams must hear of it.")
        )
    if closes_at <= contest.opens_at:
        raise Refused(_l("Entries close before they open."))
