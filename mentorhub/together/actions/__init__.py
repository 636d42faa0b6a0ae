"""What two sides do together."""

from mentorhub.together.actions.alerts import look_for_ends, look_for_silence
from mentorhub.together.actions.commitments import agree, write_down
from mentorhub.together.actions.meetings import (
    Step,
    accept,
    call_off,
    confirm,
    note,
    open_room,
    propose,
    tick,
)
from mentorhub.together.actions.papers import hours_of, thanks_to
from mentorhub.together.actions.reviews import look_back

__all__ = [
    "Step",
    "accept",
    "agree",
    "call_off",
    "confirm",
    "hours_of",
    "look_back",
    "look_for_ends",
    "look_for_silence",
    "note",
    "open_room",
    "propose",
    "thanks_to",
    "tick",
    "write_down",
]
