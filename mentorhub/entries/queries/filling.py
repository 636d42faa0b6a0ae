"""How far an entry is filled in, and the pages it is filled in on."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from mentorhub.contests.models import Contest
from mentorhub.entries.domain import missing, sections_done
from mentorhub.entries.models import Entry, EntrySaving
from mentorhub.entries.queries.papers import files_of, latest_sent, was_sent
from mentorhub.platform.db import db
from mentorhub.questions.queries import form_of, needed_parts, unanswered

SAVING = select(EntrySaving).where(EntrySaving.key == bindparam("key"))
FORGET_PAGES = delete(EntrySaving).where(EntrySaving.entry_id == bindparam("entry"))


def saving_of(key: UUID) -> EntrySaving | None:
    return db.session.scalar(SAVING, {"key": key})


def lacking(entry: Entry, content: Mapping[str, Any]) -> list[str]:
    """What keeps it from being sent: names of parts, and of questions as parts of the page."""
    files = {slot: len(given) for slot, given in files_of(entry).items()}
    later = asked_since(entry)
    asked = _open(entry.contest, content, files, entry.reached_stage)
    return [name for name in asked if name not in later]


def asked_since(entry: Entry) -> list[str]:
    """What the form asks for since the entry was sent, of what it says: it stays whole without.

    It was complete when it came in; so whatever it lacks under a newer form was asked later. What
    a later stage asks is owed there, however old its question.
    """
    sent = latest_sent(entry) if was_sent(entry) else {}
    if not is_of_an_earlier_form(sent, entry.contest):
        return []
    files = Counter(str(one.get("slot", "")) for one in sent.get("files", ()))
    return _open(entry.contest, sent, files)


def is_of_an_earlier_form(sent: Mapping[str, Any], contest: Contest) -> bool:
    """Was the form changed since these words were sent?"""
    return bool(sent) and sent.get("form") != contest.form_version


def _open(
    contest: Contest, content: Mapping[str, Any], files: Mapping[str, int], reached: int = 1
) -> list[str]:
    texts = missing(content, needed_parts(contest))
    return texts + [f"q_{key}" for key in unanswered(contest, content, files, reached)]


def progress(entry: Entry, content: Mapping[str, Any]) -> dict[str, Any]:
    """Which parts of the form are `done`, what is `lacking`, and what was asked `later`."""
    left, later = lacking(entry, content), asked_since(entry)
    done = sections_done(content, needed_parts(entry.contest) - set(later))
    if form_of(entry.contest):
        done["questions"] = not any(name.startswith("q_") for name in left)
    return {"done": done, "lacking": left, "later": later}
