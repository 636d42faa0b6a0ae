"""An entry in one hand: its contest held first, and what arrives asked for its deadline."""

from datetime import datetime

from mentorhub.contests.actions import take_in
from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.models import Contest
from mentorhub.entries.models import Entry
from mentorhub.platform.db import lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def hold(entry: Entry) -> Contest:
    contest = lock(entry.contest)
    lock(entry)
    if entry.is_disqualified:
        raise Refused(_("This entry was excluded from the contest: it stays as it was sent."))
    return contest


def taken_in(entry: Entry, at: datetime, *, was_in_time: bool = False) -> Standing:
    """Hold it, and ask the deadline that counts for this team."""
    contest = hold(entry)
    return take_in(contest, at, was_in_time=was_in_time, deadline=entry.deadline)


def hold_open(entry: Entry, at: datetime) -> None:
    """Hold the entry to change its files, unless entries were closed then."""
    taken_in(entry, at, was_in_time=entry.is_submitted)
