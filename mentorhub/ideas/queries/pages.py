"""What open pages saved of drafts."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea, IdeaState, PageSaving
from mentorhub.platform.db import db


def saving_of(key: UUID) -> PageSaving | None:
    return db.session.scalar(select(PageSaving).where(PageSaving.key == key))


def begun_by_page(key: UUID, author: Person) -> Idea | None:
    """The draft this page began, if its writer is the one who asks."""
    return db.session.scalar(
        select(Idea)
        .join(PageSaving, PageSaving.idea_id == Idea.id)
        .where(PageSaving.key == key, Idea.author_id == author.id)
    )


def forget_pages(idea: Idea) -> None:
    db.session.execute(delete(PageSaving).where(PageSaving.idea_id == idea.id))


def unfinished(person: Person) -> Sequence[Idea]:
    """Drafts of one's own, the newest first: who begins an idea may rather go on with one."""
    own = (Idea.author_id == person.id, Idea.state == IdeaState.DRAFT)
    rows = select(Idea).where(*own).order_by(Idea.created_at.desc(), Idea.id.desc())
    return db.session.scalars(rows.limit(3)).all()
