"""Note what happened, in the same transaction as the thing itself."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from mentorhub.activity.models import Activity
from mentorhub.platform.db import Base, db

FOLLOWING: dict[str, tuple[Callable[[Activity], None], ...]] = {}
"""verb → what happens with it at once, in the same transaction; what refuses here refuses it all.

`app.py` enters here what a feature must not know of the features above it.
"""


def record(
    verb: str, subject: Base, *, by: Any, contest_id: UUID | None = None, **facts: Any
) -> Activity:
    """One row; the worker tells whoever should hear of it. Facts are plain JSON values.

    Call it when everything it tells of is done: what follows at once looks at the rows.
    """
    if subject.id is None:
        db.session.flush()
    activity = Activity(
        verb=verb,
        subject_type=type(subject).__name__,
        subject_id=subject.id,
        actor_id=by.id if by is not None else None,
        contest_id=contest_id,
        facts=facts,
    )
    db.session.add(activity)
    for follow in FOLLOWING.get(verb, ()):
        follow(activity)
    return activity
