"""Tables of entries."""

from mentorhub.entries.models.entry import (
    Attachment,
    Entry,
    EntrySaving,
    EntryState,
    Participant,
    Receipt,
    Revision,
    code_of,
)
from mentorhub.entries.models.ties import Clearance, Conflict, Ground

__all__ = [
    "Attachment",
    "Clearance",
    "Conflict",
    "Entry",
    "EntrySaving",
    "EntryState",
    "Ground",
    "Participant",
    "Receipt",
    "Revision",
    "code_of",
]
