"""The verbs of the idea bank."""

from mentorhub.ideas.actions.answering import (
    approve_all,
    decide,
    follow_up,
    remind,
    report_in_use,
    take_back,
)
from mentorhub.ideas.actions.support import back, stop_backing
from mentorhub.ideas.actions.workings import index, note_milestone
from mentorhub.ideas.actions.writing import (
    describe,
    parts_of,
    send,
    show_photo,
    start,
    take_photo_off,
    write,
)

__all__ = [
    "approve_all",
    "back",
    "decide",
    "describe",
    "follow_up",
    "index",
    "note_milestone",
    "parts_of",
    "remind",
    "report_in_use",
    "send",
    "show_photo",
    "start",
    "stop_backing",
    "take_back",
    "take_photo_off",
    "write",
]
