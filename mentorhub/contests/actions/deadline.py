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
    contest: Contest, *, closes_at: datetime, reason: str, by: Person, moves_stages: bool = False
) -> Amendment:
    """It changes the race while it is being run: until a second person agrees nothing moves.

    With `moves_stages` the later stages keep their distance from the deadline, in whole days.
    """
    lock(contest)
    owe_a_reason(contest, reason)
    _check(contest, closes_at)
    content = {"closes_at": closes_at.isoformat(), "moves_stages": moves_stages}
    parts = rehearsed(contest, lambda: _move(contest, closes_at, moves_stages=moves_stages))
    return ask(contest, ByTwo.DEADLINE, content, parts, reason=reason, by=by)


def agree_to_deadline(amendment: Amendment, *, by: Person) -> Change | None:
    """Exactly the deadline that was asked for; what arrived before is judged by the one before."""
    if (contest := hold(amendment, ByTwo.DEADLINE, by=by)) is None:
        return None
    closes_at, before = amendment.closes_at, contest.closes_at
    assert closes_at is not None
    _check(contest, closes_at)
    told = contest.told
    _move(contest, closes_at, moves_stages=amendment.moves_stages)
    verb = "contest.extended" if closes_at > before else "contest.shortened"
    moments = {"before_at": before.isoformat(), "until_at": closes_at.isoformat()}
    return settle(amendment, told, by=by, verb=verb, **moments)


def _move(contest: Contest, closes_at: datetime, *, moves_stages: bool) -> None:
    before = contest.last_day
    contest.closes_at = closes_at
    contest.deadline_version += 1
    if moves_stages:
        for stage in contest.later_stages:
            stage.opens_at += contest.last_day - before
            stage.closes_at += contest.last_day - before


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
