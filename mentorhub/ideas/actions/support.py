"""Support of an idea: one person, once."""

from sqlalchemy import func, select, update

from mentorhub.accounts.models import Person
from mentorhub.ideas import queries
from mentorhub.ideas.models import Backing, Idea
from mentorhub.platform.db import db, lock


def back(idea: Idea, *, by: Person) -> None:
    """One person supports an idea once, however often they press."""
    lock(idea)
    if queries.backing_of(idea, by) is None:
        db.session.add(Backing(idea_id=idea.id, person_id=by.id))
    count_backings(idea)


def stop_backing(idea: Idea, *, by: Person) -> None:
    lock(idea)
    if backing := queries.backing_of(idea, by):
        db.session.delete(backing)
    count_backings(idea)


def count_backings(idea: Idea) -> None:
    """By a statement of its own: support is no edit, so nobody's edit is overtaken by it.

    Support of a confidential idea is kept but not shown, so that no order of a list tells of it.
    """
    db.session.flush()
    supporters = select(func.count()).where(Backing.idea_id == idea.id).scalar_subquery()
    shown = 0 if idea.is_confidential else supporters
    db.session.execute(update(Idea).where(Idea.id == idea.id).values(backings=shown))
