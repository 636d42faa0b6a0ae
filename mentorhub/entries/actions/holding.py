"""An entry in one hand: its contest held first, and what arrives asked for its deadline."""

from datetime import datetime

from mentorhub.contests.actions import take_in
from mentorhub.contests.domain.deadline import Standing
from mentorhub.contests.models import Contest
from mentorhub.entries import queries
from mentorhub.entries.actions import asked
from mentorhub.entries.domain import FILES
from mentorhub.entries.models import Entry
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _


def hold(entry: Entry) -> Contest:
    contest = queries.hold(entry)
    if entry.is_disqualified:
        raise Refused(_("This entry was excluded from the contest: it stays as it was sent."))
    return contest


def taken_in(entry: Entry, at: datetime) -> Standing:
    """Hold it, and ask the deadline that counts for this team."""
    return take_in(hold(entry), at, deadline=entry.deadline)


def hold_open(entry: Entry, at: datetime, slot: str) -> None:
    """Hold the entry to change its files in one place, unless entries were closed then."""
    hold(entry)
    asked.take(entry, at, {FILES}, {slot})
