"""Guardians: the agreement stays as proof, their name and number go with the child's account."""

from uuid import UUID

from sqlalchemy import update

from mentorhub.consents.models import Guardian
from mentorhub.platform.clock import now
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Fate, Holding, Matter, Reason


def end_links(person_id: UUID) -> None:
    theirs = Guardian.person_id == person_id, Guardian.ended_at.is_(None)
    db.session.execute(update(Guardian).where(*theirs).values(ended_at=now()))


HOLDINGS = (
    Holding(
        Guardian,
        Matter.CONSENTS,
        own="person_id",
        others=("created_by_id", "checked_by_id"),
        shown=("name", "relation", "created_at", "checked_how", "checked_at", "ended_at"),
        fate=Fate.EMPTIED,
        reason=Reason.PROOF,
        emptied={"name": "", "contact": "", "token_digest": None, "token_expires_at": None},
        erase=end_links,
    ),
)
