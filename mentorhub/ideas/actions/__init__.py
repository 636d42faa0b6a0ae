"""The verbs of the idea bank."""

from mentorhub.ideas.actions.answering import decide, follow_up, report_in_use
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
    "back",
    "decide",
    "describe",
    "follow_up",
    "index",
    "note_milestone",
    "parts_of",
    "report_in_use",
    "send",
    "show_photo",
    "start",
    "stop_backing",
    "take_photo_off",
    "write",
]
