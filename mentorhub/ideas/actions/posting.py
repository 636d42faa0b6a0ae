"""That an idea stands on the national portal too. People post there by hand; here it is noted."""

from collections.abc import Iterable
from datetime import date

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import queries
from mentorhub.ideas.models import Idea, Posting
from mentorhub.platform.clock import now
from mentorhub.platform.db import add_once, db, lock
from mentorhub.platform.errors import Refused
from mentorhub.platform.i18n import _l


def note_posted(ideas: Iterable[Idea], *, posted_on: date, link: str, by: Person) -> int:
    """Each once; how many were not noted before. What somebody noted already stays as it is."""
    return sum(_note(idea, posted_on, link, by) for idea in ideas)


def correct_posting(idea: Idea, *, posted_on: date, link: str, by: Person) -> None:
    """One idea: noted, or noted better."""
    lock(idea)
    if not _note(idea, posted_on, link, by) and (known := idea.posting) is not None:
        known.posted_on, known.link = posted_on, link
        known.noted_by_id, known.at = by.id, now()


def take_posting_back(ideas: Iterable[Idea], *, by: Person) -> int:
    """It was a slip; how many were noted."""
    return sum(_take_back(idea, by) for idea in ideas)


def _note(idea: Idea, posted_on: date, link: str, by: Person) -> bool:
    if not idea.is_public or idea.is_confidential:
        raise Refused(_l("Only a public idea that keeps nothing back is posted elsewhere."))
    facts = {"link": link, "posted_on": posted_on, "noted_by_id": by.id, "at": now()}
    written = add_once(Posting, idea_id=idea.id, **facts)
    if written:
        record("idea.posted", idea, by=by, title=idea.title)
    db.session.expire(idea, ["posting"])
    return written


def _take_back(idea: Idea, by: Person) -> bool:
    was_noted = queries.forget_posting(idea)
    if was_noted:
        record("idea.posting_taken_back", idea, by=by, title=idea.title)
    db.session.expire(idea, ["posting"])
    return was_noted
