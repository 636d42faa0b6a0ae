"""Who follows an idea, and what its team told of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import joinedload

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Follow, Idea, Update
from mentorhub.platform.db import db
from mentorhub.platform.paging import Slice, slice_of

UPDATES_SHOWN = 5
# written once: composing it costs as much as asking it
NEWEST = (
    select(Update)
    .where(Update.idea_id == bindparam("idea"))
    .order_by(Update.id.desc())
    .limit(UPDATES_SHOWN + 1)
)


def follow_of(idea: Idea, person: Person) -> Follow | None:
    return db.session.scalar(
        select(Follow).where(Follow.idea_id == idea.id, Follow.person_id == person.id)
    )


def followed_by(person: Person, *, after: str = "") -> Slice[Follow]:
    """What somebody follows, the newest first, with what a row of the list shows."""
    rows = select(Follow).where(Follow.person_id == person.id).order_by(Follow.id.desc())
    return slice_of(
        _after(rows, Follow, after).options(joinedload(Follow.idea).joinedload(Idea.unit))
    )


def followers_of(idea: Idea) -> Sequence[Person]:
    rows = select(Person).join(Follow, Follow.person_id == Person.id)
    return db.session.scalars(rows.where(Follow.idea_id == idea.id).order_by(Follow.id)).all()


def is_followed(idea: Idea) -> bool:
    return (
        db.session.scalar(select(Follow.id).where(Follow.idea_id == idea.id).limit(1)) is not None
    )


def newest_updates(idea: Idea) -> Sequence[Update]:
    """One more than a page shows, so that it knows whether there are others."""
    return db.session.scalars(NEWEST, {"idea": idea.id}).all()


def updates_of(idea: Idea, *, after: str = "") -> Slice[Update]:
    rows = select(Update).where(Update.idea_id == idea.id).order_by(Update.id.desc())
    return slice_of(_after(rows, Update, after))


def _after(rows: Select[Any], kind: type[Follow | Update], key: str) -> Select[Any]:
    """What a list goes on with; nothing after a key that is none."""
    if not key:
        return rows
    try:
        return rows.where(kind.id < UUID(key))
    except ValueError:
        return rows.where(kind.id.is_(None))


def update_sent_from(key: UUID, author: Person) -> Update | None:
    return db.session.scalar(select(Update).where(Update.key == key, Update.author_id == author.id))


def updates_since(idea: Idea, since: datetime) -> int:
    rows = select(func.count()).select_from(Update)
    return db.session.scalar(rows.where(Update.idea_id == idea.id, Update.at > since)) or 0
