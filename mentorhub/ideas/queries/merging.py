"""Which idea went into which, and what its supporters were asked."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload, selectinload

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Backing, Idea, IdeaState, Merge, Milestone, SupportQuestion
from mentorhub.ideas.queries.gallery import LISTED
from mentorhub.platform.db import db


def public_idea(key: UUID) -> Idea | None:
    return db.session.scalar(select(Idea).where(Idea.id == key, *LISTED))


def merge_of(idea: Idea) -> Merge | None:
    """Where it went."""
    rows = select(Merge).where(Merge.idea_id == idea.id).options(joinedload(Merge.into))
    return db.session.scalar(rows)


def merged_among(keys: Sequence[UUID]) -> set[UUID]:
    """Those that were public and went into another, so that links to them lead on."""
    rows = select(Merge.idea_id).join(Merge.idea).where(Merge.idea_id.in_(keys))
    public_before = (Idea.state == IdeaState.DUPLICATE, Idea.approved_at.is_not(None))
    return set(db.session.scalars(rows.where(*public_before)))


def merged_into(idea: Idea) -> Sequence[Merge]:
    """What it took in, the first first, with the authors who stay credited."""
    author = joinedload(Merge.idea).joinedload(Idea.author).options(selectinload(Person.consents))
    rows = select(Merge).where(Merge.into_id == idea.id).options(author).order_by(Merge.id)
    return db.session.scalars(rows).unique().all()


def backings_of(idea: Idea) -> Sequence[Backing]:
    return db.session.scalars(
        select(Backing).where(Backing.idea_id == idea.id).order_by(Backing.id)
    ).all()


def questions_of(merge: Merge) -> Sequence[SupportQuestion]:
    rows = select(SupportQuestion).where(SupportQuestion.merge_id == merge.id)
    return db.session.scalars(
        rows.options(joinedload(SupportQuestion.person)).order_by(SupportQuestion.id)
    ).all()


def question_to(person: Person, idea: Idea) -> SupportQuestion | None:
    """What a supporter of a merged idea was asked."""
    return db.session.scalar(
        select(SupportQuestion)
        .join(SupportQuestion.merge)
        .where(Merge.idea_id == idea.id, SupportQuestion.person_id == person.id)
        .options(joinedload(SupportQuestion.merge).joinedload(Merge.into))
    )


def forget_milestone(idea: Idea, kind: str, subject_id: UUID) -> None:
    db.session.execute(
        delete(Milestone).where(
            Milestone.idea_id == idea.id,
            Milestone.kind == kind,
            Milestone.subject_id == subject_id,
        )
    )
    db.session.expire(idea, ["milestones"])
