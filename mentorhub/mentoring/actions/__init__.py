"""The verbs of mentoring: profiles, recommendations, requests."""

from mentorhub.mentoring.actions.history import answered_case
from mentorhub.mentoring.actions.learning import learn_anew, learn_edits
from mentorhub.mentoring.actions.minors import keep_minors_safe
from mentorhub.mentoring.actions.profiles import (
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

__all__ = [
    "OBSTACLES",
    "Advice",
    "Recommended",
    "accept",
    "advise",
    "answered_case",
    "ask",
    "check",
    "clear_for_minors",
    "decline",
    "end",
    "expire",
    "keep_minors_safe",
    "learn_anew",
    "learn_edits",
    "need_more",
    "note_change",
    "pause",
    "recommend",
    "remind",
    "resume",
    "say_more",
    "withdraw",
    "withdraw_clearance",
    "write_profile",
]
