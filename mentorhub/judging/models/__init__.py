"""Tables of judging."""

from mentorhub.entries.models import Conflict
from mentorhub.judging.models.closing import Closing, StageResult, Waiver
from mentorhub.judging.models.confirming import EarlierRuling, SheetConfirmation
from mentorhub.judging.models.handing import JurorAnswer, JuryReminder, Solution, Wishes
from mentorhub.judging.models.sheets import (
    CardState,
    Judged,
    Mark,
    Round,
    Scorecard,
    ScoreEvent,
    ScoreLog,
    SheetReceipt,
    criterion,
)

__all__ = [
    "CardState",
    "Closing",
    "Conflict",
    "EarlierRuling",
    "Judged",
    "JurorAnswer",
    "JuryReminder",
    "Mark",
    "Round",
    "ScoreEvent",
    "ScoreLog",
    "Scorecard",
    "SheetConfirmation",
    "SheetReceipt",
    "Solution",
    "StageResult",
    "Waiver",
    "Wishes",
    "criterion",
]
