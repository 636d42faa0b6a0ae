"""Follow an idea, and tell those who do how it goes on."""

from uuid import UUID

from mentorhub.accounts.models import Person
from mentorhub.activity.actions import record
from mentorhub.ideas import queries
from mentorhub.ideas.domain.workflow import MOST_UPDATES_A_DAY
from mentorhub.ideas.models import Follow, Idea, Update
from mentorhub.platform.clock import now, today_began
from mentorhub.platform.db import add_once, db, lock
from mentorhub.platform.errors import TooOften
from mentorhub.platform.i18n import _l


def follow(idea: Idea, *, by: Person) -> None:
    """Once, however often one presses."""
    add_once(Follow, idea_id=idea.id, person_id=by.id, at=now())


def stop_following(idea: Idea, *, by: Person) -> None:
    if found := queries.follow_of(idea, by):
        db.session.delete(found)


def end_follow(follow: Follow) -> None:
    db.session.delete(follow)


def post_update(idea: Idea, text: str, *, key: UUID, language: str, by: Person) -> bool:
    """Once for each page it is sent from; was it posted now?"""
    lock(idea)
    if queries.update_sent_from(key, by) is not None:
        return False
    if queries.updates_since(idea, today_began()) >= MOST_UPDATES_A_DAY:
        raise TooOften(
            _l("Three updates a day are enough for those who follow. Post this one tomorrow.")
        )
    facts = {"idea_id": idea.id, "author_id": by.id, "key": key, "at": now()}
    posted = add_once(Update, **facts, text=text, language=language)
    if posted:
        record("idea.update_posted", idea, by=by, title=idea.title)
    return posted


def take_update_off(update: Update) -> None:
    db.session.delete(update)
