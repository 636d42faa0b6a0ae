"""Ideas that came to nothing: what may be forgotten of them after a while."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, select

from mentorhub.activity.models import Activity
from mentorhub.ideas.models import (
    Backing,
    Follow,
    Idea,
    IdeaState,
    IdeaTag,
    JoinRequest,
    Likeness,
    Milestone,
    PageSaving,
    Update,
)
from mentorhub.platform.db import Base

CAME_TO_NOTHING = (IdeaState.NOT_TAKEN_UP, IdeaState.DUPLICATE)
OWN = (Backing, Follow, IdeaTag, JoinRequest, Likeness, Milestone, PageSaving, Update)
OWN_TABLES = {model.__tablename__ for model in OWN}


def came_to_nothing_before(before: datetime) -> Select[Idea]:
    """Answered with a no, and nothing happened to them since."""
    since = Activity.subject_type == "Idea", Activity.subject_id == Idea.id, Activity.at >= before
    return select(Idea).where(
        Idea.state.in_(CAME_TO_NOTHING),
        Idea.created_at < before,
        ~exists().where(*since),
        stands_alone(),
    )


def stands_alone() -> ColumnElement[bool]:
    """Neither an entry, a request nor anything else others made of the idea points to it."""
    condition: ColumnElement[bool] = Idea.id.is_not(None)
    for column in _pointing_here():
        condition &= ~exists().where(column == Idea.id)
    return condition


def _pointing_here() -> Iterator[ColumnElement[bool]]:
    """Found in the schema: the features that make something of an idea build on this one."""
    for table in Base.metadata.tables.values():
        if table.name not in OWN_TABLES:
            yield from (key.parent for key in table.foreign_keys if key.column.table.name == "idea")
