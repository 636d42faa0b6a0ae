"""Tables of contests."""

from mentorhub.contests.domain.stages import StageKind
from mentorhub.contests.models.changes import Amendment, ByTwo, Change
from mentorhub.contests.models.contest import Contest, ContestState, Shown
from mentorhub.contests.models.documents import Document
from mentorhub.contests.models.jury import Juror, JurorState, Organiser, Panel, Secretary
from mentorhub.contests.models.likeness import announced
from mentorhub.contests.models.rubric import Award, RubricLine
from mentorhub.contests.models.stages import Draw, Stage

__all__ = [
    "Amendment",
    "Award",
    "ByTwo",
    "Change",
    "Contest",
    "ContestState",
    "Document",
    "Draw",
    "Juror",
    "JurorState",
    "Organiser",
    "Panel",
    "RubricLine",
    "Secretary",
    "Shown",
    "Stage",
    "StageKind",
    "announced",
]
