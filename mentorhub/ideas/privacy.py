"""Drafts of one's own go; what is public stays without its author, for others work with it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from mentorhub.accounts.models import Login, Person
from mentorhub.ideas.actions.discarding import forget, forget_photo
from mentorhub.ideas.actions.evidence import take_evidence_off
from mentorhub.ideas.actions.support import stop_backing
from mentorhub.ideas.models import (
    Adoption,
    Backing,
    Follow,
    Idea,
    IdeaState,
    JoinRequest,
    Merge,
    Posting,
    SupportQuestion,
    Update,
)
from mentorhub.ideas.queries import came_to_nothing_before, stands_alone
from mentorhub.platform.db import db
from mentorhub.platform.files import StoredFile
from mentorhub.platform.holdings import Fate, Holding, Matter, Plain, Reason, plain
from mentorhub.platform.i18n import _l
from mentorhub.platform.retention import Keeping


def supported(person_id: UUID) -> list[Plain]:
    """By title, as long as everybody may read it."""
    mine = select(Backing, Idea).join(Idea).where(Backing.person_id == person_id)
    return [
        {
            "idea_id": plain(backing.idea_id),
            "idea": idea.title if idea.is_public and not idea.is_confidential else "",
            "at": plain(backing.at),
        }
        for backing, idea in db.session.execute(mine.order_by(Backing.id))
    ]


def take_support_back(person_id: UUID) -> None:
    person = db.session.get_one(Person, person_id)
    backed = select(Idea).join(Backing, Backing.idea_id == Idea.id)
    for idea in db.session.scalars(backed.where(Backing.person_id == person_id)).all():
        stop_backing(idea, by=person)


def forget_drafts(person_id: UUID) -> None:
    """A draft of a team with others in it stays theirs; every photo of the person goes."""
    for idea in db.session.scalars(select(Idea).where(Idea.author_id == person_id)).all():
        if idea.photo is not None and idea.photo.owner_id == person_id:
            forget_photo(idea)
        if not _is_shared(idea, person_id):
            forget(idea)
    db.session.flush()


def forget_evidence(person_id: UUID) -> None:
    """That an idea is in use stays; the photo goes with whoever gave it."""
    given = StoredFile.owner_id == person_id
    rows = select(Adoption).join(StoredFile, StoredFile.id == Adoption.photo_id).where(given)
    for adoption in db.session.scalars(rows).all():
        take_evidence_off(adoption)


def forget_join_requests(person_id: UUID) -> None:
    db.session.execute(delete(JoinRequest).where(JoinRequest.person_id == person_id))


def forget_answered_join_requests(before: datetime) -> None:
    old = (JoinRequest.answered_at.is_not(None), JoinRequest.answered_at < before)
    db.session.execute(delete(JoinRequest).where(*old))


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
        export=supported,
        erase=take_support_back,
    ),
    Holding(Merge, Matter.IDEAS, others=("by_id",)),
    Holding(
        SupportQuestion,
        Matter.IDEAS,
        own="person_id",
        shown=("at", "follows", "answered_at"),
    ),
    Holding(Follow, Matter.IDEAS, own="person_id", shown=("idea_id", "at")),
    Holding(
        Update,
        Matter.IDEAS,
        own="author_id",
        shown=("idea_id", "at", "text", "language"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
    Holding(
        JoinRequest,
        Matter.IDEAS,
        own="person_id",
        others=("answered_by_id",),
        shown=("idea_id", "words", "state", "asked_at", "answered_at"),
        erase=forget_join_requests,
    ),
    Holding(
        Adoption,
        Matter.IDEAS,
        own="reported_by_id",
        shown=("since", "people", "evidence", "changes", "at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
        erase=forget_evidence,
    ),
    Holding(
        Posting,
        Matter.OFFICES,
        own="noted_by_id",
        shown=("idea_id", "posted_on", "link", "at"),
        fate=Fate.KEPT,
        reason=Reason.OTHERS,
    ),
)


def forget_idle_drafts(before: datetime) -> None:
    """Drafts whose author and team have not been signed in since (ended sign-ins stand as long)."""
    here = select(Login.person_id).where(Login.expires_at > before)
    old = select(Idea).where(Idea.state == IdeaState.DRAFT, Idea.created_at < before)
    old = old.where(stands_alone())
    seen = set(db.session.scalars(here))
    for idea in db.session.scalars(old).all():
        people = {idea.author_id, *(m.person_id for m in (idea.team.members if idea.team else ()))}
        if not people & seen and idea.sent_at is None:
            forget(idea)
    db.session.flush()


def forget_what_came_to_nothing(before: datetime) -> None:
    for idea in db.session.scalars(came_to_nothing_before(before)).all():
        forget(idea)
    db.session.flush()


RETENTION = (
    Keeping(
        "ideas not taken up",
        _l("Ideas that were not taken up, or double another, once nothing more was made of them"),
        365,
        _l("a year to read the reason and to begin anew"),
        forget_what_came_to_nothing,
    ),
    Keeping(
        "drafts",
        _l("Drafts of ideas nobody of the team came back to"),
        365,
        _l("a school year and the summer after it"),
        forget_idle_drafts,
    ),
    Keeping(
        "join_requests",
        _l("Answered questions to join an idea"),
        180,
        _l("a school term, in which somebody may ask what became of it"),
        forget_answered_join_requests,
    ),
)
