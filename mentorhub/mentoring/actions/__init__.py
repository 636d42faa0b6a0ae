"""The verbs of mentoring: profiles, recommendations, requests."""

from mentorhub.mentoring.actions.history import answered_case
from mentorhub.mentoring.actions.learning import learn_anew, learn_edits, learn_told_idea
from mentorhub.mentoring.actions.leaving import leave, take_check_back
from mentorhub.mentoring.actions.minors import keep_minors_safe
from mentorhub.mentoring.actions.profiles import (
    agree_to_the_code,
    check,
    clear_for_minors,
    note_change,
    withdraw_clearance,
    write_profile,
)
from mentorhub.mentoring.actions.recommendations import (
    Advice,
    Recommended,
    advise,
    next_times,
    recommend,
)
from mentorhub.mentoring.actions.requests import (
    OBSTACLES,
    accept,
    ask,
    decline,
    end,
    expire,
    need_more,
    pause,
    remind,
    resume,
    say_more,
    withdraw,
)
from mentorhub.mentoring.actions.telling import WEIGHT_NAMES
from mentorhub.mentoring.actions.wanting import say_nobody_fits
from mentorhub.mentoring.actions.weights import (
    choose_weights,
    learn_weights,
    let_nights_learn,
    note_outcome,
)

__all__ = [
    "OBSTACLES",
    "WEIGHT_NAMES",
    "Advice",
    "Recommended",
    "accept",
    "advise",
    "agree_to_the_code",
    "answered_case",
    "ask",
    "check",
    "choose_weights",
    "clear_for_minors",
    "decline",
    "end",
    "expire",
    "keep_minors_safe",
    "learn_anew",
    "learn_edits",
    "learn_told_idea",
    "learn_weights",
    "leave",
    "let_nights_learn",
    "need_more",
    "next_times",
    "note_change",
    "note_outcome",
    "pause",
    "recommend",
    "remind",
    "resume",
    "say_more",
    "say_nobody_fits",
    "take_check_back",
    "withdraw",
    "withdraw_clearance",
    "write_profile",
]
