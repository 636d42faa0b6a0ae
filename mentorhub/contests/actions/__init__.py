"""What organisers do with a contest."""

from mentorhub.contests.actions.deadline import (
    agree_to_extension,
    ask_for_extension,
    decline_extension,
)
from mentorhub.contests.actions.documents import set_documents
from mentorhub.contests.actions.drawing import draw
from mentorhub.contests.actions.lateness import set_lateness, take_in
from mentorhub.contests.actions.ruling import (
    set_criteria,
    set_limits,
    set_points,
    set_prizes,
    set_rounds,
    set_terms,
)
from mentorhub.contests.actions.setting_up import (
    also_copied,
    announce,
    choose_organisers,
    edit,
    set_up,
)

__all__ = [
    "agree_to_extension",
    "also_copied",
    "announce",
    "ask_for_extension",
    "choose_organisers",
    "decline_extension",
    "draw",
    "edit",
    "set_criteria",
    "set_documents",
    "set_lateness",
    "set_limits",
    "set_points",
    "set_prizes",
    "set_rounds",
    "set_terms",
    "set_up",
    "take_in",
]
