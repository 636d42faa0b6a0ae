"""What the check of an entry asked for comes in after the deadline, until its day, and no more."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from mentorhub.contests.actions import take_in
from mentorhub.contests.domain.deadline import Standing
from mentorhub.entries.actions.content import content_of, sent_content_of
from mentorhub.entries.domain import ANSWERS, FILES, PEOPLE, TEXTS
from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _

OVER = (Standing.LATE, Standing.REFUSED)
EVERY_PART = frozenset((*TEXTS, PEOPLE, FILES, ANSWERS))
SENT = (EntryState.SUBMITTED, EntryState.LATE)


def take(entry: Entry, at: datetime, parts: Collection[str] = ()) -> Standing:
    """How a change of these parts stands, or Refused. Hold the contest and the entry.

    What arrived in time and waited for the entries to be handed out replaces nothing a juror reads.
    """
    if entry.contest.scoring_opened_at is not None and entry.number is not None:
        raise Refused(_("The jury has begun: what it reads stands."))
    if not is_answering(entry, at):
        settled = entry.is_settled
        return take_in(entry.contest, at, is_settled=settled, deadline=entry.deadline)
    if set(parts) - set(entry.asked_parts):
        raise Refused(_("Only what the check asked for may change now. The rest stays as sent."))
    return Standing.ASKED


def is_answering(entry: Entry, at: datetime) -> bool:
    """After its deadline: only what the check asked for comes in, and only before the jury."""
    contest = entry.contest
    is_over = contest.is_announced and entry.deadline.standing(at) in OVER
    is_asked = entry.state in SENT and entry.is_asked(at)
    return is_over and is_asked and contest.scoring_opened_at is None


def open_parts(entry: Entry, at: datetime) -> frozenset[str]:
    """The parts its team may change; the page locks the others, as `take` refuses them."""
    if is_answering(entry, at):
        return frozenset(entry.asked_parts)
    return EVERY_PART if entry.takes_words else frozenset()


def state_after(entry: Entry, standing: Standing) -> EntryState:
    """An answer to the check decides nothing about a late entry."""
    if standing is Standing.ASKED:
        return entry.state
    return EntryState.LATE if standing is Standing.LATE else EntryState.SUBMITTED


def to_send(entry: Entry, standing: Standing) -> dict[str, Any]:
    """What the team has written; as an answer to the check, what was sent with what was asked."""
    newest = content_of(entry)
    if standing is not Standing.ASKED:
        return newest
    parts, sent = set(entry.asked_parts), sent_content_of(entry)
    kept = {name: part for name, part in sent.items() if name not in parts}
    return {**kept, **{name: newest[name] for name in parts if name in newest}}
