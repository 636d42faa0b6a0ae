"""What was done to a thing, or by a person."""

from collections.abc import Collection

from sqlalchemy import Select, select

from mentorhub.activity.models import Activity
from mentorhub.platform.db import Base


def history_of(subject: Base, *, verbs: Collection[str] | None = None) -> Select[Activity]:
    """What happened to one thing, newest first; of some verbs only where they are named."""
    history = (
        select(Activity)
        .where(Activity.subject_type == type(subject).__name__, Activity.subject_id == subject.id)
        .order_by(Activity.id.desc())
    )
    return history if verbs is None else history.where(Activity.verb.in_(verbs))
