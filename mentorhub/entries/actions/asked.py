"""What the check, or a later stage, asks of an entry comes in until its day, and no more."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from mentorhub.contests.actions import take_in
from mentorhub.contests.domain.deadline import Standing
from mentorhub.entries.actions.content import sent_content_of
from mentorhub.entries.domain import ANSWERS, FILES, PEOPLE, TEXTS
from mentorhub.entries.models import Entry, EntryState
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _
from mentorhub.questions.queries import asked_in

OVER = (Standing.LATE, Standing.REFUSED)
SOME_PARTS = (Standing.ASKED, Standing.ADDED)
EVERY_PART = frozenset((*TEXTS, PEOPLE, FILES, ANSWERS))
SENT = (EntryState.SUBMITTED, EntryState.LATE)


def take(
    entry: Entry, at: datetime, parts: Collection[str] = (), keys: Collection[str] = ()
) -> Standing:
    """How a change of these parts stands, or Refused. Hold the contest and the entry.

    `keys` are those of the questions that are answered otherwise, in words or files.

    What arrived in time and waited for the entries to be handed out replaces nothing a juror reads.
    """
    if entry.may_add(at):
        if set(parts) - {ANSWERS, FILES} or set(keys) - keys_added(entry):
            raise Refused(_("Only what this stage asks may be added. The rest stays as sent."))
        return Standing.ADDED
    if entry.contest.scoring_opened_at is not None and entry.number is not None:
        raise Refused(_("The jury has begun: what it reads stands."))
    if not is_answering(entry, at):
        settled = entry.is_settled
        return take_in(entry.contest, at, is_settled=settled, deadline=entry.deadline)
    if set(parts) - set(entry.asked_parts):
        raise Refused(_("Only what the check asked for may change now. The rest stays as sent."))
    return Standing.ASKED


def keys_added(entry: Entry) -> set[str]:
    """Of the questions of the stage the entry has reached."""
    return {one.key for one in asked_in(entry.contest, entry.reached_stage)}


def is_answering(entry: Entry, at: datetime) -> bool:
    """After its deadline: only what the check asked for comes in, and only before the jury."""
    contest = entry.contest
    is_over = contest.is_announced and entry.deadline.standing(at) in OVER
    is_asked = entry.state in SENT and entry.is_asked(at)
    return is_over and is_asked and contest.scoring_opened_at is None


def window(entry: Entry, at: datetime) -> Standing | None:
    """Whose window is open, of a later stage or of the check, in which only some parts come in."""
    if entry.may_add(at):
        return Standing.ADDED
    return Standing.ASKED if is_answering(entry, at) else None


def open_parts(entry: Entry, at: datetime) -> frozenset[str]:
    """The parts its team may change; the page locks the others, as `take` refuses them.

    Of a later stage single answers, each by the name of its part of the page.
    """
    open_now = window(entry, at)
    if open_now is Standing.ADDED:
        return frozenset(f"q_{key}" for key in keys_added(entry))
    if open_now is Standing.ASKED:
        return frozenset(entry.asked_parts)
    return EVERY_PART if entry.takes_words else frozenset()


def state_after(entry: Entry, standing: Standing) -> EntryState:
    """An answer to the check decides nothing about a late entry."""
    if standing in SOME_PARTS:
        return entry.state
    return EntryState.LATE if standing is Standing.LATE else EntryState.SUBMITTED


def to_send(entry: Entry, standing: Standing, newest: dict[str, Any]) -> dict[str, Any]:
    """What the team has written; what was sent with what was asked, where that is all."""
    if standing is Standing.ADDED:
        return _with_added(newest, sent_content_of(entry), keys_added(entry))
    if standing is not Standing.ASKED:
        return newest
    parts, sent = set(entry.asked_parts), sent_content_of(entry)
    kept = {name: part for name, part in sent.items() if name not in parts}
    return {**kept, **{name: newest[name] for name in parts if name in newest}}


def _with_added(
    newest: Mapping[str, Any], sent: Mapping[str, Any], keys: Collection[str]
) -> dict[str, Any]:
    stay = {key: one for key, one in sent.get(ANSWERS, {}).items() if key not in keys}
    added = {key: one for key, one in newest.get(ANSWERS, {}).items() if key in keys}
    files = [one for one in sent.get(FILES, ()) if one["slot"] not in keys]
    files += [one for one in newest.get(FILES, ()) if one["slot"] in keys]
    return {**sent, ANSWERS: {**stay, **added}, FILES: files}
