"""The verbs of the idea bank."""

from mentorhub.ideas.actions.answering import (
    approve_all,
    decide,
    follow_up,
    remind,
    report_in_use,
    take_back,
)
from mentorhub.ideas.actions.discarding import discard
from mentorhub.ideas.actions.evidence import take_evidence_off
from mentorhub.ideas.actions.joining import ask_to_join, decline_to_join, stop_asking, welcome
from mentorhub.ideas.actions.merging import answer_support, separate
from mentorhub.ideas.actions.posting import correct_posting, note_posted, take_posting_back
from mentorhub.ideas.actions.support import back, settle, settles_on, stop_backing
from mentorhub.ideas.actions.telling import (
    end_follow,
    follow,
    post_update,
    stop_following,
    take_update_off,
)
from mentorhub.ideas.actions.workings import index, note_milestone
from mentorhub.ideas.actions.writing import (
    describe,
    hand_over,
    parts_of,
    send,
    show_photo,
    start,
    surroundings_of,
    take_photo_off,
    write,
)

__all__ = [
    "answer_support",
    "approve_all",
    "ask_to_join",
    "back",
    "correct_posting",
    "decide",
    "decline_to_join",
    "describe",
    "discard",
    "end_follow",
    "follow",
    "follow_up",
    "hand_over",
    "index",
    "note_milestone",
    "note_posted",
    "parts_of",
    "post_update",
    "remind",
    "report_in_use",
    "send",
    "separate",
    "settle",
    "settles_on",
    "show_photo",
    "start",
    "stop_asking",
    "stop_backing",
    "stop_following",
    "surroundings_of",
    "take_back",
    "take_evidence_off",
    "take_photo_off",
    "take_posting_back",
    "take_update_off",
    "welcome",
    "write",
]
