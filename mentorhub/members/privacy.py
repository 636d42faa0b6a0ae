"""Who read how to reach somebody, and why."""

from uuid import UUID

from sqlalchemy import delete

from mentorhub.members.models import ContactLook
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Holding, Matter


def forget_own_reasons(person_id: UUID) -> None:
    """What the erased person wrote as an officer goes too; that they looked stays in the log."""
    db.session.execute(delete(ContactLook).where(ContactLook.by_id == person_id))


HOLDINGS = (
    Holding(
        ContactLook,
        Matter.RECORDS,
        own="person_id",
        others=("by_id",),
        shown=("at", "office", "reason"),
        words=("reason",),
        erase=forget_own_reasons,
    ),
)
