"""Where an idea is in use, and which of these reports a photo shows."""

from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select

from mentorhub.ideas.models import Adoption, Idea
from mentorhub.platform.db import db
from mentorhub.units.models import Unit

# written once: composing it costs as much as asking it
USES = (
    select(Adoption.id, Adoption.photo_id, Unit.slug)
    .join(Unit, Unit.id == Adoption.unit_id)
    .where(Adoption.idea_id == bindparam("key"))
)


def adoption_in(idea: Idea, unit: Unit) -> Adoption | None:
    return db.session.scalar(
        select(Adoption).where(Adoption.idea_id == idea.id, Adoption.unit_id == unit.id)
    )


def uses_of(idea: Idea) -> dict[UUID, Any]:
    """Rows of (id, photo_id, slug of the unit) by the id of the report."""
    return {row.id: row for row in db.session.execute(USES, {"key": idea.id})}
