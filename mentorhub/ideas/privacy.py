"""Drafts of one's own go; what is public stays without its author, for others work with it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.accounts.models import Login, Person
from mentorhub.ideas.actions.support import stop_backing
from mentorhub.ideas.models import Adoption, Backing, Idea, IdeaState, Milestone
from mentorhub.ideas.queries import SEARCH
from mentorhub.platform import files, search
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping


def take_support_back(person_id: UUID) -> None:
    person = db.session.get_one(Person, person_id)
    backed = select(Idea).join(Backing, Backing.idea_id == Idea.id)
    for idea in db.session.scalars(backed.where(Backing.person_id == person_id)).all():
        stop_backing(idea, by=person)


def forget_drafts(person_id: UUID) -> None:
    """A draft of a team with others in it stays theirs; every photo of the person goes."""
    for idea in db.session.scalars(select(Idea).where(Idea.author_id == person_id)).all():
        if idea.photo is not None and idea.photo.owner_id == person_id:
            _forget_photo(idea)
        if not _is_shared(idea, person_id):
            _forget(idea)
    db.session.flush()


def _forget_photo(idea: Idea) -> None:
    photo, idea.photo = idea.photo, None
    db.session.flush()
    if photo is not None:
        files.forget(photo)


def _forget(idea: Idea) -> None:
    _forget_photo(idea)
    search.forget(SEARCH, idea.id)
    for model in (Milestone, Backing):
        db.session.execute(delete(model).where(model.idea_id == idea.id))
    db.session.delete(idea)


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


def forget_idle_drafts(before: datetime) -> None:
    """Drafts whose author and team have not been signed in since (ended sign-ins stand as long)."""
    here = select(Login.person_id).where(Login.expires_at > before)
    old = select(Idea).where(Idea.state == IdeaState.DRAFT, Idea.created_at < before)
    seen = set(db.session.scalars(here))
    for idea in db.session.scalars(old).all():
        people = {idea.author_id, *(m.person_id for m in (idea.team.members if idea.team else ()))}
        if not people & seen and idea.sent_at is None:
            _forget(idea)
    db.session.flush()


RETENTION = (
    Keeping(
        "drafts",
        _l("Drafts of ideas nobody of the team came back to"),
        365,
        _l("a school year and the summer after it"),
        forget_idle_drafts,
    ),
)
