"""Setting a public vote up, casting a ballot, counting and publishing."""

from mentorhub.voting.actions.casting import (
    cast,
    has_closed,
    is_open,
    refuse_who_may_not,
    take_back,
)
from mentorhub.voting.actions.counting import (
    Tally,
    agree,
    ask,
    decide_held,
    decline,
    tally_of,
)
from mentorhub.voting.actions.setting_up import call_off, come_back, set_up, stand_aside
from mentorhub.voting.actions.staying import stay

__all__ = [
    "Tally",
    "agree",
    "ask",
    "call_off",
    "cast",
    "come_back",
    "decide_held",
    "decline",
    "has_closed",
    "is_open",
    "refuse_who_may_not",
    "set_up",
    "stand_aside",
    "stay",
    "take_back",
    "tally_of",
]
