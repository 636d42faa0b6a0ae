"""Support of an idea: one person, once; of a fresh account it counts when the account has aged."""

from datetime import datetime

from sqlalchemy import func, select, update

from mentorhub.accounts.models import Person
from mentorhub.ideas import queries
from mentorhub.ideas.domain.limits import counts_from
from mentorhub.ideas.models import Backing, Idea
from mentorhub.platform.clock import now
from mentorhub.platform.db import db, lock


def back(idea: Idea, *, by: Person) -> None:
    """One person supports an idea once, however often they press."""
    lock(idea)
    if queries.backing_of(idea, by) is None:
        give(idea, by)
    count_backings(idea)


def give(idea: Idea, person: Person) -> None:
    settled = now() if settles_on(person) <= now() else None
    db.session.add(Backing(idea_id=idea.id, person_id=person.id, settled_at=settled))


def settles_on(person: Person) -> datetime:
    """When what this person supports counts in public."""
    details = person.details
    is_proved = details is not None and bool(details.email_verified_at or details.phone_verified_at)
    return counts_from(person.created_at, is_proved=is_proved)


def stop_backing(idea: Idea, *, by: Person) -> None:
    lock(idea)
    if backing := queries.backing_of(idea, by):
        db.session.delete(backing)
    count_backings(idea)


def settle() -> int:
    """Let support count whose account has aged since it was given; how much did."""
    number = 0
    while ripe := queries.ripe_support(now()):
        for key in sorted({backing.idea_id for backing in ripe}):  # always in this order
            idea = lock(db.session.get_one(Idea, key))
            for backing in ripe:
                if backing.idea_id == key:
                    backing.settled_at = now()
            count_backings(idea)
        number += len(ripe)
    return number


def count_backings(idea: Idea) -> None:
    """By a statement of its own: support is no edit, so nobody's edit is overtaken by it.

    Support of a confidential idea is kept but not shown, so that no order of a list tells of it.
    """
    db.session.flush()
    settled = (Backing.idea_id == idea.id, Backing.settled_at.is_not(None))
    supporters = select(func.count()).where(*settled).scalar_subquery()
    shown = 0 if idea.is_confidential else supporters
    db.session.execute(update(Idea).where(Idea.id == idea.id).values(backings=shown))
