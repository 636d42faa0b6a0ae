"""Who asked to join an idea."""

from collections.abc import Sequence

from sqlalchemy import func, select

from mentorhub.accounts.models import Person
from mentorhub.ideas.models import Idea, JoinRequest, JoinState
from mentorhub.platform.db import db


def waiting_to_join(idea: Idea) -> Sequence[JoinRequest]:
    """Not answered yet, who asked first on top."""
    return db.session.scalars(
        select(JoinRequest)
        .where(JoinRequest.idea_id == idea.id, JoinRequest.state == JoinState.ASKED)
        .order_by(JoinRequest.asked_at, JoinRequest.id)
    ).all()


def last_join_request(idea: Idea, person: Person) -> JoinRequest | None:
    return db.session.scalar(
        select(JoinRequest)
        .where(JoinRequest.idea_id == idea.id, JoinRequest.person_id == person.id)
        .order_by(JoinRequest.asked_at.desc(), JoinRequest.id.desc())
        .limit(1)
    )


def open_join_requests_of(person: Person) -> int:
    mine = (JoinRequest.person_id == person.id, JoinRequest.state == JoinState.ASKED)
    return db.session.scalar(select(func.count()).select_from(JoinRequest).where(*mine)) or 0
