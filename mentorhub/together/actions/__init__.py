"""What two sides do together."""

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

__all__ = [
    "Step",
    "accept",
    "agree",
    "call_off",
    "confirm",
    "note",
    "open_room",
    "propose",
    "tick",
    "write_down",
]
