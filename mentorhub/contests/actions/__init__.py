"""What organisers do with a contest."""

from mentorhub.contests.actions.amending import (
    agree_to_criteria,
    decline,
    propose_criteria,
    why_void,
)
from mentorhub.contests.actions.beginning import begin_like, from_template
from mentorhub.contests.actions.deadline import agree_to_deadline, propose_deadline
from mentorhub.contests.actions.documents import set_documents
from mentorhub.contests.actions.drawing import draw
from mentorhub.contests.actions.lateness import set_lateness, take_in
from mentorhub.contests.actions.parts import note_change, owe_a_reason
from mentorhub.contests.actions.rubric import set_criteria
from mentorhub.contests.actions.ruling import (
    also_moved,
    set_limits,
    set_points,
    set_prizes,
    set_rounds,
    set_terms,
    stands_now,
)
from mentorhub.contests.actions.setting_up import (
    also_asked,
    also_copied,
    announce,
    choose_organisers,
    edit,
    set_up,
)

__all__ = [
    "agree_to_criteria",
    "agree_to_deadline",
    "also_asked",
    "also_copied",
    "also_moved",
    "announce",
    "begin_like",
    "choose_organisers",
    "decline",
    "draw",
    "edit",
    "from_template",
    "note_change",
    "owe_a_reason",
    "propose_criteria",
    "propose_deadline",
    "set_criteria",
    "set_documents",
    "set_lateness",
    "set_limits",
    "set_points",
    "set_prizes",
    "set_rounds",
    "set_terms",
    "set_up",
    "stands_now",
    "take_in",
    "why_void",
]
