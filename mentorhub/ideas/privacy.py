"""Drafts of one's own go; what is public stays without its author, for others work with it."""

from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.accounts.models import Person
from mentorhub.ideas.actions.support import stop_backing
from mentorhub.ideas.models import Adoption, Backing, Idea, Milestone
from mentorhub.ideas.queries import SEARCH
from mentorhub.platform import files, search
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason


def take_support_back(person_id: UUID) -> None:
    person = db.session.get_one(Person, person_id)
    backed = select(Idea).join(Backing, Backing.idea_id == Idea.id)
    for idea in db.session.scalars(backed.where(Backing.person_id == person_id)).all():
        stop_backing(idea, by=person)


def forget_drafts(person_id: UUID) -> None:
    """A draft of a team with others in it stays theirs; every photo of the person goes."""
    for idea in db.session.scalars(select(Idea).where(Idea.author_id == person_id)).all():
        if idea.photo is not None and idea.photo.owner_id == person_id:
            photo, idea.photo_id = idea.photo, None
            db.session.flush()
            files.forget(photo)
        if not _is_shared(idea, person_id):
            search.forget(SEARCH, idea.id)
            db.session.execute(delete(Milestone).where(Milestone.idea_id == idea.id))
            db.session.delete(idea)
    db.session.flush()


def _is_shared(idea: Idea, person_id: UUID) -> bool:
    if not idea.is_being_written or idea.sent_at is not None:
        return True
    return idea.team is not None and any(m.person_id != person_id for m in idea.team.members)


HOLDINGS = (
    Holding(
        Idea,
        Matter.IDEAS,
        own="author_id",
        others=("approved_by_id",),
        shown=(
            "title",
            "titles",
            "sector",
            "problem",
            "solution",
            "benefit",
            "maturity",
            "visibility",
            "state",
            "language",
            "created_at",
            "sent_at",
            "approved_at",
        ),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        words=("reason",),
        erase=forget_drafts,
    ),
    Holding(
        Backing,
        Matter.IDEAS,
        own="person_id",
        shown=("idea_id", "at"),
        erase=take_support_back,
    ),
    Holding(
        Adoption,
        Matter.IDEAS,
        own="reported_by_id",
        shown=("since", "people", "evidence", "at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
)
