"""What a team wrote and has not sent: what of it would go, what its page shows, and what stays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mentorhub.contests.domain.deadline import Standing
from mentorhub.entries import queries
from mentorhub.entries.actions.asked import SOME_PARTS, open_parts, to_send, window
from mentorhub.entries.actions.content import content_of, not_yet_sent, sent_content_of
from mentorhub.entries.domain import ANSWERS, FILES, PEOPLE, TEXTS, as_parts
from mentorhub.entries.models import Entry


def to_read(entry: Entry, at: datetime) -> dict[str, Any]:
    """What the jury would read if the team sent all it still may: the newest words of open parts.

    Once nothing may be sent any more, what was sent.
    """
    if open_now := window(entry, at):
        return to_send(entry, open_now, content_of(entry))
    is_open = entry.takes_words or not queries.was_sent(entry)
    return content_of(entry) if is_open else sent_content_of(entry)


def sendable_until(entry: Entry, at: datetime) -> datetime:
    """The deadline of what the team may send now."""
    days = {Standing.ADDED: entry.contest.more_until, Standing.ASKED: entry.asked_until}
    open_now = window(entry, at)
    return (days[open_now] if open_now else None) or entry.deadline.closes_at


def waits_to_be_sent(entry: Entry, at: datetime) -> bool:
    """Of an entry that was sent: would sending now change what the jury reads?"""
    return entry.unsent is not None and not_yet_sent(entry, to_read(entry, at)) is not None


def parts_left(entry: Entry, read: Mapping[str, Any]) -> dict[str, Any]:
    """{part of the page: what the team wrote that is not in `read`}; nothing of it is lost."""
    newest, there = as_parts(content_of(entry)), as_parts(read)
    return {name: one for name, one in newest.items() if one and one != there.get(name, "")}


def left_behind(entry: Entry, newest: dict[str, Any], standing: Standing) -> dict[str, Any] | None:
    """What stays unsent where only some parts could be sent: kept for the team, read by nobody."""
    return not_yet_sent(entry, newest) if standing in SOME_PARTS and entry.is_submitted else None


def on_its_page(entry: Entry, at: datetime) -> dict[str, Any]:
    """What its page holds: of a part that is shut, what was sent."""
    newest, open_now = content_of(entry), window(entry, at)
    if open_now is None:
        return newest
    kept = {ANSWERS: newest.get(ANSWERS, {}), FILES: newest.get(FILES, [])}
    return {**to_send(entry, open_now, newest), **kept}


def without_what_is_shut(
    entry: Entry, typed: dict[str, Any], present: Mapping[str, Any], at: datetime
) -> dict[str, Any]:
    """What was typed: a shut part the page only showed leaves what the team had written there."""
    open_now = open_parts(entry, at)
    shut = [name for name in (*TEXTS, PEOPLE) if name not in open_now and name in typed]
    if not shut:
        return typed
    sent = sent_content_of(entry)
    shown = [name for name in shut if typed[name] == sent[name] and name in present]
    return {**typed, **{name: present[name] for name in shown}}
