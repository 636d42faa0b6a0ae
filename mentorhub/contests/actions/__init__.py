"""What organisers do with a contest."""

from mentorhub.contests.actions.deadline import (
    agree_to_extension,
    ask_for_extension,
    decline_extension,
)
from mentorhub.contests.actions.setting_up import (
    announce,
    choose_organisers,
    edit,
    set_criteria,
    set_prizes,
    set_terms,
    set_up,
)

__all__ = [
    "agree_to_extension",
    "announce",
    "ask_for_extension",
    "choose_organisers",
    "decline_extension",
    "edit",
    "set_criteria",
    "set_prizes",
    "set_terms",
    "set_up",
]
