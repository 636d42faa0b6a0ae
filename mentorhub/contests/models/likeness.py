"""A contest as it will be once announced: a likeness in no session, so nothing of it is stored."""

from typing import Any

from sqlalchemy import inspect

from mentorhub.contests.models.contest import Contest, ContestState
from mentorhub.platform.clock import now
from mentorhub.platform.db import Base


def announced(contest: Contest, *, opened: bool = False) -> Contest:
    """For previews: announced, run by nobody, and `opened` when entries are to be open already."""
    opens_at = min(contest.opens_at, now()) if opened else contest.opens_at
    likeness: Contest = _like(
        contest,
        state=ContestState.ANNOUNCED,
        opens_at=opens_at,
        unit=contest.unit,
        stages=[_like(stage) for stage in contest.stages],
        rubric=[_like(line) for line in contest.rubric],
        awards=[_like(award) for award in contest.awards],
        panels=[_like(panel) for panel in contest.panels],
        documents=[_like(document) for document in contest.documents],
        organisers=[],
    )
    return likeness


def _like(row: Base, **other: Any) -> Any:
    kind = type(row)
    same = {column.key: getattr(row, column.key) for column in inspect(kind).column_attrs}
    return kind(**{**same, **other})
