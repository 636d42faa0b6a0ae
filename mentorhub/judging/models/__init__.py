"""Tables of judging."""

from mentorhub.entries.models import Conflict
from mentorhub.judging.models.handing import JurorAnswer, Solution, Wishes
from mentorhub.judging.models.sheets import (
    CardState,
    Judged,
    Mark,
    Round,
    Scorecard,
    ScoreEvent,
    StageResult,
    Waiver,
    criterion,
)

__all__ = [
    "CardState",
    "Conflict",
    "Judged",
    "JurorAnswer",
    "Mark",
    "Round",
    "ScoreEvent",
    "Scorecard",
    "Solution",
    "StageResult",
    "Waiver",
    "Wishes",
    "criterion",
]
