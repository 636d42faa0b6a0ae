"""What an entry says: to its team, and to everybody else."""

from collections.abc import Mapping
from typing import Any

from mentorhub.entries import queries
from mentorhub.entries.domain import TEXTS, digest, with_files
from mentorhub.entries.models import Entry
from mentorhub.questions.actions import as_sent


def content_of(entry: Entry) -> dict[str, Any]:
    """What the team sees and would send: the newest words, sent or not."""
    return with_files(entry.unsent or sent_content_of(entry), entry.papers)


def sent_content_of(entry: Entry) -> dict[str, Any]:
    """What others read: the words as sent, without what the team has changed since."""
    people = sorted(map(str, queries.seated_in(entry)))
    words = {name: getattr(entry, name) for name in TEXTS}
    answers = {"answers": dict(entry.answers)} if entry.answers else {}
    content = {**words, "language": entry.language, "people": people, **answers}
    return with_files(content, queries.sent_files(entry) if entry.fills_a_place else entry.papers)


def as_it_would_go(entry: Entry, content: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not asked of it; an answer that was sent stands as it is."""
    stands = entry.answers if queries.was_sent(entry) else None
    return as_sent(entry.contest, content, stands=stands, reached=entry.reached_stage)


def not_yet_sent(entry: Entry, content: Mapping[str, Any]) -> dict[str, Any] | None:
    """The content, if sending it would change what is read; of an entry that was sent."""
    would_send = as_it_would_go(entry, content)
    return dict(content) if digest(would_send) != digest(sent_content_of(entry)) else None


def without_answers(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if name != "answers"}
