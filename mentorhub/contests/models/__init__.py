"""Tables of contests."""

from mentorhub.contests.domain.stages import StageKind
from mentorhub.contests.models.contest import Contest, ContestState, Shown
from mentorhub.contests.models.jury import Juror, JurorState, Organiser, Panel
from mentorhub.contests.models.likeness import announced
from mentorhub.contests.models.rubric import Award, RubricLine
from mentorhub.contests.models.stages import Draw, Stage

__all__ = [
    "Award",
    "Contest",
    "ContestState",
    "Draw",
    "Juror",
    "JurorState",
    "Organiser",
    "Panel",
    "RubricLine",
    "Shown",
    "Stage",
    "StageKind",
    "announced",
]
