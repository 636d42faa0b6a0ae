"""The verbs of paper sheets."""

from mentorhub.transcripts.actions.confirming import confirm, object_to, send_back
from mentorhub.transcripts.actions.duty import accept, ask, decline, end
from mentorhub.transcripts.actions.printing import print_sheets
from mentorhub.transcripts.actions.typing import find, let_go, start, take_back, type_in

__all__ = [
    "accept",
    "ask",
    "confirm",
    "decline",
    "end",
    "find",
    "let_go",
    "object_to",
    "print_sheets",
    "send_back",
    "start",
    "take_back",
    "type_in",
]
