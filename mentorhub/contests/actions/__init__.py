"""What organisers do with a contest."""

from mentorhub.contests.actions.beginning import begin_like, from_template
from mentorhub.contests.actions.deadline import (
    agree_to_extension,
    ask_for_extension,
    decline_extension,
)
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
    "begin_like",
    "choose_organisers",
    "decline_extension",
    "draw",
    "edit",
    "from_template",
    "set_criteria",
    "set_lateness",
    "set_limits",
    "set_points",
    "set_prizes",
    "set_rounds",
    "set_terms",
    "set_up",
    "take_in",
]
