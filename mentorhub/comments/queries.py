"""Comments under an idea, as this reader may see them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.comments.models import Comment
from mentorhub.contests.models import Juror, JurorState, Organiser
from mentorhub.entries.models import Entry
from mentorhub.entries.queries import is_close
from mentorhub.ideas.models import Idea
from mentorhub.platform.db import db
from mentorhub.platform.paging import Slice, counted, slice_of


def comments_on(
    idea: Idea, reader: Any, *, sees_hidden: bool, size: int, after: str = ""
) -> Slice[Comment]:
    """The newest first. Of those that are hidden a reader sees the own ones, an officer all."""
    rows = _shown(idea, reader, sees_hidden).order_by(Comment.id.desc())
    if after:
        try:
            rows = rows.where(Comment.id < UUID(after))
        except ValueError:
            rows = rows.where(Comment.id.is_(None))
    writers = joinedload(Comment.author).options(selectinload(Person.consents))
    return slice_of(rows.options(writers), size=size)


def number_on(idea: Idea, reader: Any, *, sees_hidden: bool) -> int:
    return counted(_shown(idea, reader, sees_hidden))


def _shown(idea: Idea, reader: Any, sees_hidden: bool) -> Any:
    rows = select(Comment).where(Comment.idea_id == idea.id, Comment.taken_back_at.is_(None))
    if sees_hidden:
        return rows
    visible = Comment.hidden_at.is_(None)
    if not reader.is_authenticated:
        return rows.where(visible)
    return rows.where(or_(visible, Comment.author_id == reader.id))


def sent_from(key: UUID, author: Person) -> Comment | None:
    """What this page sent before, if it did."""
    return db.session.scalar(
        select(Comment).where(Comment.key == key, Comment.author_id == author.id)
    )


def written_since(author: Person, since: datetime) -> int:
    rows = select(func.count()).select_from(Comment)
    return db.session.scalar(rows.where(Comment.author_id == author.id, Comment.at > since)) or 0


def judges_it(person: Person, idea: Idea) -> bool:
    """Does the person sit on the jury of a contest the idea's team has entered?"""
    seats = select(Juror.id).where(
        Juror.person_id == person.id, Juror.state.in_((JurorState.INVITED, JurorState.ACCEPTED))
    )
    return _has_entered(idea, seats, Juror.contest_id)


def organises_in_conflict(person: Person, idea: Idea) -> bool:
    """Does the person run a contest the idea's team has entered, close to one of its entries?"""
    near = aliased(Entry)
    seats = (
        select(Organiser.id)
        .join(near, near.contest_id == Organiser.contest_id)
        .where(Organiser.person_id == person.id, is_close(person.id, near))
    )
    return _has_entered(idea, seats, Organiser.contest_id)


def _has_entered(idea: Idea, seats: Any, contest_id: Any) -> bool:
    """Has the idea's team entered a contest of these seats? Without a team it entered none."""
    if idea.team_id is None:
        return False
    entered = seats.join(Entry, Entry.contest_id == contest_id).where(Entry.team_id == idea.team_id)
    return db.session.scalar(entered.limit(1)) is not None
