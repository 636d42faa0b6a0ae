"""How far an entry is filled in, and the pages it is filled in on."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from mentorhub.entries.domain import missing, sections_done
from mentorhub.entries.models import Entry, EntrySaving
from mentorhub.entries.queries.papers import files_of
from mentorhub.platform.db import db
from mentorhub.questions.queries import form_of, needed_parts, unanswered


def saving_of(key: UUID) -> EntrySaving | None:
    return db.session.scalar(select(EntrySaving).where(EntrySaving.key == key))


def lacking(entry: Entry, content: Mapping[str, Any]) -> list[str]:
    """What keeps it from being sent: names of parts, and of questions as parts of the page."""
    contest = entry.contest
    texts = missing(content, needed_parts(contest))
    files = {slot: len(given) for slot, given in files_of(entry).items()}
    return texts + [f"q_{key}" for key in unanswered(contest, content, files)]


def progress(entry: Entry, content: Mapping[str, Any]) -> dict[str, Any]:
    """Which parts of the form are `done`, and what is `lacking`."""
    left = lacking(entry, content)
    done = sections_done(content, needed_parts(entry.contest))
    if form_of(entry.contest):
        done["questions"] = not any(name.startswith("q_") for name in left)
    return {"done": done, "lacking": left}
