"""What was sent up to an entry is noted for a day; the file itself stands in the entry."""

from uuid import UUID

from sqlalchemy import select

from mentorhub.papers import actions
from mentorhub.papers.models import Upload
from mentorhub.platform.db import db
from mentorhub.platform.holdings import Holding, Matter


def forget_parts(person_id: UUID) -> None:
    for upload in db.session.scalars(select(Upload).where(Upload.by_id == person_id)).all():
        actions.end(upload)
    db.session.flush()


HOLDINGS = (
    Holding(
        Upload,
        Matter.CONTESTS,
        own="by_id",
        shown=("at", "name", "size"),
        words=("slot", "mark"),
        erase=forget_parts,
    ),
)
